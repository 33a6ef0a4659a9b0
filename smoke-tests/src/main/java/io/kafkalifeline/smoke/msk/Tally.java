package io.kafkalifeline.smoke.msk;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** What this broker has done with SASL exchanges since it started. */
final class Tally {
    /** {@code FIRST} and {@code AGAIN} count what was granted. */
    enum What {
        FIRST,
        AGAIN,
        REFUSED_FIRST,
        REFUSED_AGAIN,
        DROPPED,
        HUNG
    }

    private static final Map<What, LongAdder> COUNTS = new EnumMap<>(What.class);

    static {
        for (What what : What.values()) {
            COUNTS.put(what, new LongAdder());
        }
    }

    private Tally() {}

    static void count(What what) {
        COUNTS.get(what).increment();
    }

    static long of(String name) {
        return COUNTS.get(What.valueOf(name)).sum();
    }
}
