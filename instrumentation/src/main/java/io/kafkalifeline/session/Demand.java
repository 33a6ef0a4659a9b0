package io.kafkalifeline.session;

/** What the client wants of one connection: whether it uses the session, and which request its channel has. */
final class Demand {
    /**
     * Somebody has used this session, or wanted to. An idle connection's session is left to expire: renewing it for
     * ever would keep a connection alive that the client and the broker mean to close ({@code
     * connections.max.idle.ms}).
     */
    private boolean wanted;
    /** An answer "ready" stands until the next poll: what was promised between two polls must not be taken back. */
    private boolean promised;
    /** A request that the channel has, and of which nothing has been written; or null. */
    private Request queued;
    /** A request that is not answered is being handed to the network. */
    private boolean sending;

    private long sendingSinceNanos;

    void wanted() {
        wanted = true;
    }

    void granted() {
        wanted = false;
    }

    boolean isWanted() {
        return wanted;
    }

    void promised() {
        promised = true;
    }

    void promisesEnd() {
        promised = false;
    }

    boolean isPromised() {
        return promised;
    }

    void queued(Request request) {
        queued = request;
    }

    /** The request in the channel; {@link Request#UNSEEN} if none is known. */
    Request queued() {
        return queued == null ? Request.UNSEEN : queued;
    }

    boolean hasQueued() {
        return queued != null;
    }

    /** The channel's request is being written; returns it. */
    Request written(long nowNanos) {
        Request request = queued;
        queued = null;
        sending = !request.isAnswered();
        sendingSinceNanos = nowNanos;
        return request;
    }

    boolean isSending() {
        return sending;
    }

    /** It has been handed to the network completely; returns how long that took. */
    long sent(long nowNanos) {
        sending = false;
        return nowNanos - sendingSinceNanos;
    }

    /** Whether a probe could be written. */
    boolean leavesRoom() {
        return queued == null && !sending;
    }
}
