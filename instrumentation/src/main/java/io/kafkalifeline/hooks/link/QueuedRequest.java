package io.kafkalifeline.hooks.link;

import io.kafkalifeline.hooks.kafka.InFlightRequestMembers;

/**
 * A request that waits to be written, and of which nothing has been written: it can move to another connection (R13:
 * what was never written is not lost). It is itself what is handed on.
 */
public final class QueuedRequest {
    private final Object inFlightRequest;
    private final int kind;
    private final long bytes;
    private final long waitBoundNanos;
    private final boolean expectsAnswer;

    /**
     * @param inFlightRequest Kafka's
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

    public int kind() {
        return kind;
    }

    public long bytes() {
        return bytes;
    }

    public long waitBoundNanos() {
        return waitBoundNanos;
    }

    /** False for a Produce with {@code acks=0}. */
    public boolean expectsAnswer() {
        return expectsAnswer;
    }
}
