package io.kafkalifeline.session.traffic;

/**
 * What was written on one connection and what came back: when the broker is expected to take the next request off the
 * socket (R2: requests arrive in time), and whether it will at all.
 */
public final class Traffic {
    private final ReadDelays delays;
    private final RoundTrip roundTrip = new RoundTrip();
    private final RequestsAhead ahead;
    private final UnansweredRequests unanswered;

    /** Begins with what the client has learnt on all its connections. */
    public Traffic(NetworkSpeed network, ReadDelays delays) {
        this.delays = delays;
        this.ahead = new RequestsAhead(roundTrip, network, delays.lastThrottleNanos());
        this.unanswered = new UnansweredRequests(delays);
    }

    /** A SaslHandshake with nothing in front of it was answered after so long. */
    public void handshook(long tookNanos) {
        ahead.handshakeLate(tookNanos - roundTrip.mean() - roundTrip.variation());
        roundTrip.handshook(tookNanos);
    }

    /** The last SaslAuthenticate was answered after so long. */
    public void authenticated(long tookNanos) {
        roundTrip.authenticated(tookNanos);
    }

    /** An authentication has succeeded, or the connection has ended: nothing is in front any more. */
    public void clear(long nowNanos) {
        ahead.clear(nowNanos);
        unanswered.over();
    }

    /** The connection ended. */
    public void closed(long nowNanos) {
        unanswered.closed(nowNanos);
        clear(nowNanos);
    }

    /**
     * A request is being written.
     *
     * @param kind its API key
     * @param waitBoundNanos how long the broker may wait on purpose before it answers; else 0
     */
    public void written(long nowNanos, int kind, long waitBoundNanos, long bytes) {
        ahead.written(nowNanos, kind, waitBoundNanos, bytes);
        unanswered.probeWritten(nowNanos);
    }

    /**
     * The request that was written last is never answered.
     *
     * @param lifetimeMs the session's lifetime; not above 0 if it does not end
     * @param remainingNanos what is left of the session
     */
    public void newestNeverAnswered(long lifetimeMs, long remainingNanos) {
        ahead.newestNeverAnswered();
        unanswered.written(lifetimeMs, remainingNanos);
    }

    /** That request was handed to the network completely, so long after its write began. */
    public void sent(long tookNanos) {
        ahead.sent(tookNanos);
    }

    /** The oldest request that was not answered yet was answered. */
    public void answered(long nowNanos) {
        ahead.answered(nowNanos);
        if (ahead.size() == 0) {
            unanswered.answered(nowNanos, roundTrip.mean() + roundTrip.variation());
        }
    }

    /** The broker said that it will not read this connection for so long. */
    public void throttled(long nowNanos, long throttleNanos) {
        ahead.throttled(nowNanos, throttleNanos);
        delays.throttled(throttleNanos);
    }

    /** How many requests are on their way or with the broker. */
    public int waiting() {
        return ahead.size();
    }

    /** Until when the broker does not read this connection, as far as it has said. */
    public long throttledUntilNanos() {
        return ahead.throttledUntil();
    }

    /** Whether another request may follow: not where it might wait unread behind one that is never answered. */
    public boolean mayFollow(boolean answeredRequest) {
        return !unanswered.mayWaitUnread() || (answeredRequest && unanswered.wantsProbe());
    }

    /** Whether nothing may be written before a probe was answered, and none is on its way. */
    public boolean wantsProbe() {
        return unanswered.wantsProbe();
    }

    /** Whether nothing may be written before the next authentication. */
    public boolean waitsForRenewal() {
        return unanswered.waitsForRenewal();
    }

    /** How much longer one trip may take than another, in ns. */
    public long variationNanos() {
        return roundTrip.variation();
    }

    /** How long a request of that size may take to arrive as a whole, in ns. */
    public long sendingNanos(long bytes) {
        return ahead.sendingNanos(bytes);
    }

    /** Whether a request that is written now will be taken off the socket by then. */
    public boolean arrivesBy(long nowNanos, long latestNanos) {
        return Nanos.reached(latestNanos, ahead.takenOff(nowNanos));
    }

    /** From when on {@link #arrivesBy} says no, if nothing happens until then. */
    public long arrivesUntilNanos(long nowNanos, long latestNanos) {
        return ahead.lastTimeToWrite(nowNanos, latestNanos) + 1;
    }
}
