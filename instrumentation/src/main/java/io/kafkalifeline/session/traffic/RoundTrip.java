package io.kafkalifeline.session.traffic;

/**
 * How long it takes to the broker and back on one connection, as far as it can be told without its answering time.
 *
 * <p>Authentications are the clean samples, and they come most often where the margins are tightest. A request may only
 * confirm or lower the estimate: one that took longer waited for the broker, not for the network.
 */
final class RoundTrip {
    /** Half of the mean is allowed for even on a path that has never varied. */
    private static final int LEAST_DEVIATION_DIVISOR = 8;

    private static final long UNKNOWN_VARIATION_NANOS = 50 * Nanos.PER_MS;

    /**
     * A sample counts for so many times the upper estimate at most: one pause must not forbid requests for many
     * sessions.
     */
    private static final int MOST_GROWTH = 4;

    private final Smoothed smoothed = new Smoothed();
    private long leastNanos = Long.MAX_VALUE;

    /** A SaslAuthenticate request was answered after so long. */
    void authenticated(long sampleNanos) {
        long sample = Math.max(0, sampleNanos);
        add(smoothed.known() ? Math.min(sample, MOST_GROWTH * upper() + Nanos.PER_MS) : sample);
    }

    /** A SaslHandshake with nothing in front of it was answered after so long; a broker has no work on it. */
    void handshook(long sampleNanos) {
        answered(sampleNanos);
        leastNanos = Math.min(leastNanos, Math.max(0, sampleNanos));
    }

    /** A request with nothing in front of it, and no wait bound, was answered after so long. */
    void answered(long sampleNanos) {
        if (smoothed.known() && sampleNanos >= 0 && sampleNanos <= upper()) {
            add(sampleNanos);
        }
    }

    /** The smoothed round trip, in ns; 0 while nothing is known. */
    long mean() {
        return smoothed.mean();
    }

    /** The part of an answering time that is the network's for sure; 0 while nothing is known. */
    long least() {
        return leastNanos == Long.MAX_VALUE ? 0 : leastNanos;
    }

    /** How much longer one trip may take than another, in ns: a cautious upper estimate. */
    long variation() {
        return smoothed.known()
                ? 4 * Math.max(smoothed.deviation(), smoothed.mean() / LEAST_DEVIATION_DIVISOR)
                : UNKNOWN_VARIATION_NANOS;
    }

    private long upper() {
        return mean() + variation();
    }

    /** The first sample alone makes the variation a whole round trip, which bounds any single trip. */
    private void add(long sampleNanos) {
        smoothed.add(sampleNanos, 4);
    }
}
