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
    private Object metadata;

    /**
     * @param inFlightRequest Kafka's {@code InFlightRequest}
     * @param kind its API key
     * @param waitBoundNanos how long the broker may wait on purpose before it answers; else 0
     * @param metadata what the client knew of its cluster when it made the request, a {@code Cluster}; or null
     */
    public QueuedRequest(Object inFlightRequest, int kind, long waitBoundNanos, Object metadata) {
        this.metadata = metadata;
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

    /** What the client knew of its cluster when it chose this request's node, a {@code Cluster}; null if unknown. */
    public Object metadata() {
        return metadata;
    }

    /** By this newer knowledge, too, it goes to the right node. */
    public void metadata(Object newer) {
        metadata = newer;
    }

    /** Whether the broker answers it; false for a Produce with {@code acks=0}. */
    public boolean expectsAnswer() {
        return expectsAnswer;
    }
}
