package io.kafkalifeline.session;

/** What is to be written on a connection, as far as a session cares. Immutable. */
public final class Request {
    /** Nothing: the connection is asked what it has to do by itself in this poll. */
    public static final Request NONE = new Request(-1, 0, 0, false);

    /** As {@link #NONE}, while the rest of another request is being written: no re-authentication begins in between. */
    public static final Request HALF_WRITTEN = new Request(-1, 0, 0, false);

    /** One that is to come: the client asks whether a node is ready, and nothing is known of its request yet. */
    public static final Request TO_COME = new Request(-1, 0, 0, false);

    /** One that was handed to the channel before the agent saw it. */
    public static final Request UNSEEN = new Request(-1, 0, 0, false);

    /** A probe: a small request of the agent's, whose answer tells that the broker has read what was before it. */
    public static final Request PROBE = new Request(-1, 0, 0, true);

    private final int kind;
    private final long bytes;
    private final long waitBoundNanos;
    private final boolean expectsAnswer;

    private Request(int kind, long bytes, long waitBoundNanos, boolean expectsAnswer) {
        this.kind = kind;
        this.bytes = bytes;
        this.waitBoundNanos = waitBoundNanos;
        this.expectsAnswer = expectsAnswer;
    }

    /**
     * One that waits in the channel.
     *
     * @param kind its API key
     * @param bytes its size: a large one needs more of a session (R2: requests arrive in time)
     * @param waitBoundNanos how long the broker may wait on purpose before it answers (a Fetch's maximum wait); else 0
     * @param expectsAnswer whether the broker answers it; not where {@code acks=0}
     */
    public static Request of(int kind, long bytes, long waitBoundNanos, boolean expectsAnswer) {
        return new Request(kind, bytes, waitBoundNanos, expectsAnswer);
    }

    /** Whether nothing is to be written. */
    boolean isNone() {
        return this == NONE || this == HALF_WRITTEN;
    }

    int kind() {
        return kind;
    }

    long bytes() {
        return bytes;
    }

    long waitBoundNanos() {
        return waitBoundNanos;
    }

    boolean expectsAnswer() {
        return expectsAnswer;
    }
}
