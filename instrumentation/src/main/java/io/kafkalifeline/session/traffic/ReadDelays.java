package io.kafkalifeline.session.traffic;

/**
 * What keeps brokers from reading a connection of one client: throttles, of which the client is told, and delays of
 * which it is told nothing. Quotas hold for all connections of a client, also for the next one. Thread-safe.
 */
public final class ReadDelays {
    private static final long LONGEST_PAUSE_NANOS = 500 * Nanos.PER_MS;

    private long throttleNanos;
    private long unseenNanos;
    private long loneNanos;

    /** Begins with nothing known. */
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
     * A delay of which the client was not told kept a broker from reading a connection for so long. It is forgotten
     * slowly. A single delay may be the pause of a process, whereas a quota comes back: so the second longest counts. A
     * delay that is longer than any pause counts at once: a quota, which looks at a window of a second, makes such
     * delays.
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

    /** How long a delay is to be expected of which the client is not told, in ns. */
    synchronized long unseenNanos() {
        return unseenNanos;
    }
}
