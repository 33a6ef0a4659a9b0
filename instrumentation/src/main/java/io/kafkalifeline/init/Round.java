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

    public Round(long tokenBeginNanos, long sentNanos, long answeredNanos) {
        this.tokenBeginNanos = tokenBeginNanos;
        this.sentNanos = sentNanos;
        this.answeredNanos = answeredNanos;
    }

    public long tokenBeginNanos() {
        return tokenBeginNanos;
    }

    /** When the token was computed and handed to the socket. */
    public long sentNanos() {
        return sentNanos;
    }

    public long answeredNanos() {
        return answeredNanos;
    }

    /** How long the client took to compute the token; 0 where it was never finished. */
    public long tokenDurationNanos() {
        return sentNanos == 0 ? 0 : sentNanos - tokenBeginNanos;
    }
}
