package io.kafkalifeline.session.traffic;

/**
 * How long large requests take to arrive as a whole, by their size (R2: requests arrive in time). A
 * broker looks at the session when it has read a request to its end. The first large request, before anything is known,
 * gets a fresh session.
 */
final class LargeRequests {
    /** What fits into the buffers of a connection arrives like any small request. */
    static final long LEAST_BYTES = 64 * 1024;

    /** The time that the first large request is given; a longer one would hinder sessions that last long anyway. */
    private static final long UNKNOWN_NANOS = 10_000 * Nanos.PER_MS;

    /** A link is not always as fast as it once was. */
    private static final double CAUTION = 1.5;

    private boolean known;
    private double nanosPerByte;

    boolean isKnown() {
        return known;
    }

    /** A request of that size was answered after so long, without what was in front of it. */
    void took(long bytes, long nanos) {
        if (bytes >= LEAST_BYTES) {
            known = true;
            nanosPerByte = Math.max((double) nanos / bytes, nanosPerByte - nanosPerByte / 8);
        }
    }

    /** How long one of that size is expected to take, in ns; 0 for small ones. */
    long sendingNanos(long bytes) {
        if (bytes < LEAST_BYTES) {
            return 0;
        }
        return known ? (long) (CAUTION * nanosPerByte * bytes) : UNKNOWN_NANOS;
    }
}
