package io.kafkalifeline.telemetry;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ObjLongConsumer;

/** What this JVM's outputs have dropped for want of time or room. Thread-safe, never blocks. */
public final class Drops {
    /** The ones of this JVM. */
    public static final Drops OF_JVM = new Drops();

    private final Map<String, LongAdder> dropped = new ConcurrentHashMap<>();

    /** Announces an output that may drop initialisations: from now on its count is seen, even if it is 0. */
    public void output(String output) {
        dropped.computeIfAbsent(output, name -> new LongAdder());
    }

    /** {@code output} has dropped an initialisation, for want of room. */
    public void dropped(String output) {
        dropped.computeIfAbsent(output, name -> new LongAdder()).increment();
    }

    /** How many initialisations each {@link #output} has dropped. */
    public void each(ObjLongConsumer<String> each) {
        dropped.forEach((output, count) -> each.accept(output, count.sum()));
    }
}
