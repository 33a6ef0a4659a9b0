package io.kafkalifeline.session.traffic;

/**
 * What keeps brokers from reading a connection of one client: throttles, of which the client is told, and what it is
 * told nothing of. Quotas hold for all connections of a client, also for the next one. Thread-safe.
 */
public final class ReadDelays {
    private static final long LONGEST_PAUSE_NANOS = 500 * Nanos.PER_MS;

    private long throttleNanos;
    private long unseenNanos;
    private long loneNanos;

    public ReadDelays() {}

    /** A broker said that it will not read a connection for so long. */
    synchronized void throttled(long nanos) {
        throttleNanos = nanos;
    }

    /** How long the last throttle was; 0 if the client was never throttled. */
    synchronized long lastThrottleNanos() {
        return throttleNanos;
    }

    /**
     * What nobody was told of kept a broker from reading a connection for so long; forgotten slowly. A single delay may
     * be a pause of some process, whereas a quota comes back: so the second longest counts. But no pause is as long as
     * what a quota makes of its window of a second.
     */
    synchronized void unseen(long nanos) {
        unseenNanos -= unseenNanos / 8;
        loneNanos -= loneNanos / 8;
        long sure = nanos > LONGEST_PAUSE_NANOS ? nanos : Math.min(nanos, loneNanos);
        unseenNanos = Math.max(unseenNanos, sure);
        loneNanos = Math.max(nanos, loneNanos);
    }

    /** As {@link #unseen}, and the delay may even have ended the connection: it counts as two. */
    synchronized void fatal(long nanos) {
        unseen(nanos);
        unseen(nanos);
    }

    /** How long a delay to expect of which nobody is told. */
    synchronized long unseenNanos() {
        return unseenNanos;
    }
}
