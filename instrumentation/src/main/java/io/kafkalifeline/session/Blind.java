package io.kafkalifeline.session;

/**
 * What a connection does not see of requests that are never answered ({@code acks=0}). A broker that throttles does not
 * read the connection for seconds and tells nobody, and what is written meanwhile is taken for late when it is read at
 * last: the broker ends the connection, and the records are lost. Where sessions are short one such request is written at
 * a time, and the answer to a small one behind it tells that both were read. Where a throttle may outlast the session
 * the next re-authentication tells: a broker reads that even when the session is over.
 */
final class Blind {
    /** Renewed long before their end, longer sessions outlast what fits into the buffers of a connection. */
    private static final long SHORT_LIFETIME_MS = 60_000;

    private final ClusterMemory cluster;
    private boolean blind;
    private boolean asked;
    private boolean last;
    private long askedNanos;

    Blind(ClusterMemory cluster) {
        this.cluster = cluster;
    }

    /** An authentication proves that everything in front of it was read. */
    void over() {
        blind = false;
        asked = false;
        last = false;
    }

    /**
     * A request that is not answered was written.
     *
     * @param remainingNanos what is left of the session
     */
    void forgotten(long lifetimeMs, long remainingNanos) {
        if (lifetimeMs > 0 && lifetimeMs < SHORT_LIFETIME_MS) {
            blind = true;
            last = 2 * cluster.unseenDelayNanos() > remainingNanos;
        }
    }

    /** A request was written that is answered. */
    void asked(long nowNanos) {
        if (blind && !asked) {
            asked = true;
            askedNanos = nowNanos;
        }
    }

    /** Everything that is answered was answered. */
    void answered(long nowNanos, long usualNanos) {
        if (asked) {
            over();
            cluster.unseenDelay(nowNanos - askedNanos - usualNanos);
        }
    }

    /** The connection ended before anything was answered. */
    void closed(long nowNanos) {
        if (asked) {
            cluster.fatalDelay(nowNanos - askedNanos);
        }
    }

    /** Another request might wait unread. */
    boolean is() {
        return blind;
    }

    /** A request that is answered is all that is missing. */
    boolean wantsToAsk() {
        return blind && !asked && !last;
    }

    /** Only the next authentication helps. */
    boolean untilRenewed() {
        return blind && last;
    }
}
