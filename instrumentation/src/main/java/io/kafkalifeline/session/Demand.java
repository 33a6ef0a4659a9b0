package io.kafkalifeline.session;

/** What the client wants of one connection: whether it uses the session, and which request its channel has. */
final class Demand {
    /**
     * The client has used this session, or wanted to. An idle connection's session is left to expire: renewing it for
     * ever would keep a connection alive that the client and the broker mean to close ({@code
     * connections.max.idle.ms}).
     */
    private boolean wanted;
    /** The client was told "ready" since the last poll: a promise must not be taken back before the next one. */
    private boolean promised;
    /** The request in the channel of which nothing has been written; null where there is none. */
    private Request queued;
    /** A request that the broker never answers is being handed to the network. */
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

    /** The request in the channel; {@link Request#UNSEEN} where none is known. */
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
        sending = !request.expectsAnswer();
        sendingSinceNanos = nowNanos;
        return request;
    }

    boolean isSending() {
        return sending;
    }

    /** That request was handed to the network completely; returns how long that took, in ns. */
    long sent(long nowNanos) {
        sending = false;
        return nowNanos - sendingSinceNanos;
    }

    /** Whether the channel has room for a probe. */
    boolean leavesRoom() {
        return queued == null && !sending;
    }
}
