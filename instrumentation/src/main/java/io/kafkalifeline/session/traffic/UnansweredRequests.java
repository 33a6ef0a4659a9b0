package io.kafkalifeline.session.traffic;

/**
 * The requests of one connection that are never answered ({@code acks=0}): the client does not see whether the broker
 * has read them.
 * A broker that throttles does not read the connection for seconds and tells nobody; what was written meanwhile is late
 * when it is read at last, so the broker closes the connection and the records are lost.
 *
 * <p>Where sessions are short, one such request is written at a time. The answer to a probe, a small request behind it,
 * tells that both were read. Where a throttle may outlast the session, the next re-authentication tells: a broker reads
 * that even when the session is over.
 */
final class UnansweredRequests {
    /** Longer sessions are renewed so early that what fits into the buffers of a connection is read in time. */
    private static final long SHORT_LIFETIME_MS = 60_000;

    private final ReadDelays delays;
    private boolean unread;
    private boolean probed;
    private boolean onlyRenewalTells;
    private long probedNanos;

    UnansweredRequests(ReadDelays delays) {
        this.delays = delays;
    }

    /** An authentication succeeded, which proves that everything in front of it was read; or the connection is new. */
    void over() {
        unread = false;
        probed = false;
        onlyRenewalTells = false;
    }

    /**
     * A request was written that is never answered.
     *
     * @param remainingNanos what is left of the session
     */
    void written(long lifetimeMs, long remainingNanos) {
        if (lifetimeMs > 0 && lifetimeMs < SHORT_LIFETIME_MS) {
            unread = true;
            onlyRenewalTells = 2 * delays.unseenNanos() > remainingNanos;
        }
    }

    /** A request was written that is answered: it serves as a probe, whatever it is. */
    void probeWritten(long nowNanos) {
        if (unread && !probed) {
            probed = true;
            probedNanos = nowNanos;
        }
    }

    /** All requests that are answered have been answered, the probe among them. */
    void answered(long nowNanos, long usualNanos) {
        if (probed) {
            over();
            delays.unseen(nowNanos - probedNanos - usualNanos);
        }
    }

    /** The connection ended before anything was answered. */
    void closed(long nowNanos) {
        if (probed) {
            delays.fatal(nowNanos - probedNanos);
        }
    }

    /** Whether what was written last may be unread, so that another such request might wait behind it unread. */
    boolean mayWaitUnread() {
        return unread;
    }

    /** Whether a probe is to be written: it can tell in time that everything was read. */
    boolean wantsProbe() {
        return unread && !probed && !onlyRenewalTells;
    }

    /** Whether only the next authentication can tell. */
    boolean waitsForRenewal() {
        return unread && onlyRenewalTells;
    }
}
