package io.kafkalifeline.init;

/**
 * One round of SaslAuthenticate: the client computes a token, sends it, the broker answers.
 *
 * <p>Times are {@link System#nanoTime()}; 0 stands for a step that was not reached.
 */
public final class Round {
    private final long tokenBeginNanos;
    private final long sentNanos;
    private final long answeredNanos;
    private final long aheadNanos;

    /** Makes a round whose token was computed within it. */
    public Round(long tokenBeginNanos, long sentNanos, long answeredNanos) {
        this(tokenBeginNanos, sentNanos, answeredNanos, 0);
    }

    /** @param aheadNanos how long the token took that was computed before the round began; 0 where it was not */
    public Round(long tokenBeginNanos, long sentNanos, long answeredNanos, long aheadNanos) {
        this.tokenBeginNanos = tokenBeginNanos;
        this.sentNanos = sentNanos;
        this.answeredNanos = answeredNanos;
        this.aheadNanos = aheadNanos;
    }

    /** When the client began to compute the token. */
    public long tokenBeginNanos() {
        return tokenBeginNanos;
    }

    /** When the token was computed and handed to the socket. */
    public long sentNanos() {
        return sentNanos;
    }

    /** When the broker's answer was read. */
    public long answeredNanos() {
        return answeredNanos;
    }

    /**
     * How long the token took that was computed ahead of time, while the session went on (R9: the token comes before
     * the handshake, from another thread); 0 where it was not.
     */
    public long aheadNanos() {
        return aheadNanos;
    }

    /** How long the client took to compute the token, ahead of time too; 0 where it was never finished. */
    public long tokenDurationNanos() {
        return sentNanos == 0 ? 0 : sentNanos - tokenBeginNanos + aheadNanos;
    }
}
