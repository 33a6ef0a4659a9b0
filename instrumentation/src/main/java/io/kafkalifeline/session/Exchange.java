package io.kafkalifeline.session;

/** The times of one SASL exchange, of a first authentication or of a re-authentication. */
final class Exchange {
    private long begunNanos;
    private boolean handshakeSeen;
    private long handshakeNanos;
    private boolean authenticateSeen;
    private long authenticateWrittenNanos;

    void begun(long nowNanos) {
        begunNanos = nowNanos;
        forget();
    }

    void forget() {
        handshakeSeen = false;
        authenticateSeen = false;
    }

    void handshakeAnswered(long nowNanos) {
        handshakeSeen = true;
        handshakeNanos = nowNanos;
        authenticateSeen = false;
    }

    void authenticateWritten(long nowNanos) {
        authenticateSeen = true;
        authenticateWrittenNanos = nowNanos;
    }

    boolean hasWrittenAuthenticate() {
        return authenticateSeen;
    }

    long begunNanos() {
        return begunNanos;
    }

    /**
     * When the request that was granted now had been written, or the earliest time after that which is known (R1: a
     * session ends no later than the broker says).
     */
    long writtenNanos(long nowNanos) {
        return authenticateSeen ? authenticateWrittenNanos : handshakeNanos(nowNanos);
    }

    /** When the handshake was answered; now, where the agent did not see it. */
    long handshakeNanos(long nowNanos) {
        return handshakeSeen ? handshakeNanos : nowNanos;
    }
}
