package io.kafkalifeline.session.traffic;

/**
 * How long what one client writes takes to arrive as a whole (R2: requests arrive in time). A broker looks at the
 * session when it has read a request to its end. The ways to all brokers of a cluster are taken for alike. Thread-safe.
 */
public final class LinkSpeed {
    private final LargeRequests largeRequests = new LargeRequests();
    private long unseenNanos;

    public LinkSpeed() {}

    /** A request of that size was answered after so long, without what was in front of it. */
    synchronized void answered(long bytes, long nanos) {
        largeRequests.took(bytes, nanos);
    }

    /** What a request of that size takes to arrive; 0 for small ones. */
    public synchronized long sendingNanos(long bytes) {
        return largeRequests.sendingNanos(bytes);
    }

    /** A request without answer took so long to be handed to the network: on the other connections it may as well. */
    synchronized void sentUnseen(long nanos) {
        unseenNanos = Math.max(nanos, unseenNanos - unseenNanos / 8);
    }

    /** What a request without answer takes to be handed to the network. */
    synchronized long unseenSendingNanos() {
        return unseenNanos;
    }
}
