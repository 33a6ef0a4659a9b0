package io.kafkalifeline.hooks.link;

import io.kafkalifeline.hooks.kafka.InFlightRequestMembers;

/**
 * A request that waits to be written, and of which nothing has been written: it can move to another connection (R13:
 * what was never written is not lost). This very object moves.
 */
public final class QueuedRequest {
    private final Object inFlightRequest;
    private final int kind;
    private final long bytes;
    private final long waitBoundNanos;
    private final boolean expectsAnswer;

    /**
     * @param inFlightRequest Kafka's {@code InFlightRequest}
     * @param kind its API key
     * @param waitBoundNanos how long the broker may wait on purpose before it answers; else 0
     */
    public QueuedRequest(Object inFlightRequest, int kind, long waitBoundNanos) {
        this.inFlightRequest = inFlightRequest;
        this.kind = kind;
        this.waitBoundNanos = waitBoundNanos;
        this.bytes = InFlightRequestMembers.send(inFlightRequest).size();
        this.expectsAnswer = InFlightRequestMembers.expectsResponse(inFlightRequest);
    }

    /** Kafka's {@code InFlightRequest}. */
    public Object inFlightRequest() {
        return inFlightRequest;
    }

    /** Its API key. */
    public int kind() {
        return kind;
    }

    /** Its size in bytes. */
    public long bytes() {
        return bytes;
    }

    /** How long, in ns, the broker may wait on purpose before it answers; else 0. */
    public long waitBoundNanos() {
        return waitBoundNanos;
    }

    /** Whether the broker answers it; false for a Produce with {@code acks=0}. */
    public boolean expectsAnswer() {
        return expectsAnswer;
    }
}
