package io.kafkalifeline.hooks.kafka;

import java.util.ArrayList;
import java.util.List;

/**
 * The causes of an exception that may be an application's: a chain can be a ring, have no end, or throw when it is asked,
 * and whoever asks may be a client's network thread. Pure.
 */
public final class Causes {
    /** How many are looked at. */
    private static final int MAX = 20;

    private Causes() {}

    /** Returns the exception and its causes, the innermost last; empty for null. */
    public static List<Throwable> of(Throwable thrown) {
        List<Throwable> causes = new ArrayList<>(4);
        for (Throwable cause = thrown; cause != null && causes.size() < MAX; cause = next(cause)) {
            causes.add(cause);
        }
        return causes;
    }

    private static Throwable next(Throwable thrown) {
        try {
            return thrown.getCause() == thrown ? null : thrown.getCause();
        } catch (RuntimeException e) {
            return null;
        }
    }
}
