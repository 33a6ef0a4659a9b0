package io.kafkalifeline.session.traffic;

/**
 * How long what one client writes takes to arrive as a whole (R2: requests arrive in time). A broker looks at the
 * session when it has read a request to its end. The ways to all brokers of a cluster are taken for alike, but one slow
 * answer may be one broker's pause: only the second one in a row counts for the others. Thread-safe.
 */
public final class NetworkSpeed {
    private final LargeRequests largeRequests = new LargeRequests();
    private double lastNanosPerByte = Double.MAX_VALUE;
    private long unseenNanos;

    /** Begins with nothing known. */
    public NetworkSpeed() {}

    /** A request of that size was answered after so long, without what was in front of it. */
    synchronized void answered(long bytes, long nanos) {
        if (bytes < LargeRequests.LEAST_BYTES) {
            return;
        }
        double nanosPerByte = (double) nanos / bytes;
        largeRequests.took(bytes, (long) (Math.min(nanosPerByte, lastNanosPerByte) * bytes));
        lastNanosPerByte = nanosPerByte;
    }

    /** How long a request of that size takes to arrive, in ns; 0 for small ones. */
    public synchronized long sendingNanos(long bytes) {
        return largeRequests.sendingNanos(bytes);
    }

    /** A request that is never answered took so long to be handed to the network. Other connections may be as slow. */
    synchronized void sentUnseen(long nanos) {
        unseenNanos = Math.max(nanos, unseenNanos - unseenNanos / 8);
    }

    /** How long a request that is never answered takes to be handed to the network, in ns. */
    synchronized long unseenSendingNanos() {
        return unseenNanos;
    }
}
