package io.kafkalifeline.session.traffic;

/**
 * How long what is written on one connection takes to arrive as a whole (R2: requests arrive in time). Here even a single
 * slow answer counts; other connections of the client may be as slow, see {@link NetworkSpeed}.
 */
final class ConnectionSpeed {
    private final NetworkSpeed network;
    private final LargeRequests own = new LargeRequests();

    ConnectionSpeed(NetworkSpeed network) {
        this.network = network;
    }

    /** A request of that size was answered after so long, without what was in front of it. */
    void answered(long bytes, long nanos) {
        own.took(bytes, nanos);
        network.answered(bytes, nanos);
    }

    /** How long a request of that size takes to arrive, in ns; 0 for small ones. */
    long sendingNanos(long bytes) {
        long usually = network.sendingNanos(bytes);
        return own.isKnown() ? Math.max(usually, own.sendingNanos(bytes)) : usually;
    }
}
