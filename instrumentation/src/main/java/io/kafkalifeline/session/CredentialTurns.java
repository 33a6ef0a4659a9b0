package io.kafkalifeline.session;

import io.kafkalifeline.session.traffic.Nanos;

/**
 * In which order the connections of one client ask the source of their credentials (R9: the token comes before the
 * handshake, from another thread). One asks first, and the others wait for its answer. If that was slow, they all ask
 * within half a second after it: AWS's providers keep an answer for a moment and serve everybody from it who comes
 * then, and make those queue who come before or later.
 *
 * <p>Confined to the thread that drives the client's connections. Times are nanoseconds of the client's clock.
 */
public final class CredentialTurns {
    private static final long SLOW_NANOS = 250 * Nanos.PER_MS;
    private static final long TOGETHER_NANOS = 500 * Nanos.PER_MS;
    /** Nobody waits longer for the answer to somebody else. */
    private static final long LONGEST_TURN_NANOS = 10_000 * Nanos.PER_MS;

    private int asking;
    private long askedNanos;
    private boolean slow;
    private long slowAnswerNanos;

    public CredentialTurns() {}

    void asked(long nowNanos) {
        asking++;
        askedNanos = nowNanos;
    }

    void answered(long nowNanos, long tookNanos) {
        asking--;
        slow = tookNanos > SLOW_NANOS;
        slowAnswerNanos = nowNanos;
    }

    /** Whoever asked does not want to know any more. */
    void abandoned() {
        asking--;
    }

    /** Whether this is the time for everybody. */
    boolean together(long nowNanos) {
        return slow && !Nanos.reached(nowNanos, slowAnswerNanos + TOGETHER_NANOS);
    }

    /** Whether to wait for the answer to somebody else. */
    boolean taken(long nowNanos) {
        return asking > 0 && !Nanos.reached(nowNanos, askedNanos + LONGEST_TURN_NANOS);
    }

    /** Until when {@link #taken} holds at the longest. */
    long takenUntilNanos() {
        return askedNanos + LONGEST_TURN_NANOS;
    }
}
