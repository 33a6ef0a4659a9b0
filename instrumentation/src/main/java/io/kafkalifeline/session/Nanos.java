package io.kafkalifeline.session;

/** Arithmetic on times of the client's clock. They may wrap like {@link System#nanoTime}, so only differences compare. */
final class Nanos {
    static final long PER_MS = 1_000_000;

    private Nanos() {}

    static boolean reached(long now, long time) {
        return now - time >= 0;
    }

    static long later(long a, long b) {
        return a - b >= 0 ? a : b;
    }

    static long earlier(long a, long b) {
        return a - b <= 0 ? a : b;
    }

    /** Whole milliseconds, rounded up, at least 1. */
    static long toMsAtLeastOne(long nanos) {
        return Math.max(1, (nanos + PER_MS - 1) / PER_MS);
    }
}
