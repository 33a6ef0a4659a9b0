package io.kafkalifeline.session;

/**
 * What was written on one connection and what came back: when the broker is expected to take the next request off the
 * socket (R2: requests arrive in time), and whether it will at all.
 */
final class Traffic {
    private final ClusterMemory cluster;
    private final RoundTrip roundTrip = new RoundTrip();
    private final RequestsAhead ahead;
    private final UnansweredRequests unanswered;

    Traffic(ClusterMemory cluster) {
        this.cluster = cluster;
        this.ahead = new RequestsAhead(roundTrip, cluster);
        this.unanswered = new UnansweredRequests(cluster.delays);
    }

    /** A SaslHandshake with nothing in front of it was answered after so long. */
    void handshook(long tookNanos) {
        ahead.unseen(tookNanos - roundTrip.mean() - roundTrip.variation());
        roundTrip.handshook(tookNanos);
    }

    /** The last SaslAuthenticate was answered after so long. */
    void authenticated(long tookNanos) {
        roundTrip.authenticated(tookNanos);
    }

    /** An authentication has succeeded, or the connection has ended: nothing is in front any more. */
    void clear(long nowNanos) {
        ahead.clear(nowNanos);
        unanswered.over();
    }

    void closed(long nowNanos) {
        unanswered.closed(nowNanos);
        clear(nowNanos);
    }

    void written(long nowNanos, Request request) {
        ahead.written(nowNanos, request.kind(), request.waitBoundNanos(), request.bytes());
        unanswered.probeWritten(nowNanos);
    }

    /**
     * What was written last is not answered.
     *
     * @param lifetimeMs of the session; not above 0 if it does not end
     * @param remainingNanos what is left of it
     */
    void isNotAnswered(long lifetimeMs, long remainingNanos) {
        ahead.forgotten();
        unanswered.written(lifetimeMs, remainingNanos);
    }

    /** That was handed to the network completely, so long after it was begun. */
    void sent(long tookNanos) {
        ahead.sent(tookNanos);
    }

    void answered(long nowNanos) {
        ahead.answered(nowNanos);
        if (ahead.size() == 0) {
            unanswered.answered(nowNanos, roundTrip.mean() + roundTrip.variation());
        }
    }

    void throttled(long nowNanos, long throttleNanos) {
        ahead.throttled(nowNanos, throttleNanos);
        cluster.delays.throttled(throttleNanos);
    }

    /** How many requests are on their way or with the broker. */
    int waiting() {
        return ahead.size();
    }

    long throttledUntilNanos() {
        return ahead.throttledUntil();
    }

    /** Whether another request may follow: not if it might wait unread behind one of which nobody will tell. */
    boolean mayFollow(boolean answeredRequest) {
        return !unanswered.mayWaitUnread() || (answeredRequest && unanswered.wantProbe());
    }

    /** Whether nothing may be written before a probe was answered, and none is on its way. */
    boolean wantsProbe() {
        return unanswered.wantProbe();
    }

    /** Whether nothing may be written before the next authentication. */
    boolean waitsForRenewal() {
        return unanswered.waitForRenewal();
    }

    /** When the last request of that size must be taken off the socket to be in time for that session (R2). */
    long lastUseNanos(Grant grant, long bytes) {
        long sendingNanos = Math.max(ahead.sendingNanos(), cluster.link.sendingNanos(bytes));
        return grant.lastUseNanos(roundTrip.variation(), sendingNanos);
    }

    /** Whether a request that is written now will be taken off the socket by then. */
    boolean arrivesBy(long nowNanos, long latestNanos) {
        return Nanos.reached(latestNanos, ahead.takenOff(nowNanos));
    }

    /** From when on {@link #arrivesBy} is answered with no, unless something happens. */
    long arrivesUntilNanos(long nowNanos, long latestNanos) {
        return ahead.lastTimeToWrite(nowNanos, latestNanos) + 1;
    }
}
