package io.kafkalifeline.session;

import io.kafkalifeline.session.traffic.Nanos;

/**
 * In which order the connections of one client ask the source of their credentials (R9: the token comes before the
 * handshake, from another thread). One asks first, and the others wait for its answer. If that was slow, they all ask
 * within half a second after it: AWS's providers keep an answer for a moment. They serve from it whoever asks in that
 * moment, and make those queue who ask before or later.
 *
 * <p>Confined to the thread that drives the client's connections. Times are nanoseconds of the client's clock.
 */
public final class CredentialTurns {
    private static final long SLOW_NANOS = 250 * Nanos.PER_MS;
    private static final long TOGETHER_NANOS = 500 * Nanos.PER_MS;
    /** No connection waits longer for the answer to another one. */
    private static final long LONGEST_TURN_NANOS = 10_000 * Nanos.PER_MS;

    private int asking;
    private long askedNanos;
    private boolean slow;
    private long slowAnswerNanos;

    /** Begins with nobody asking. */
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

    /** A connection that asked does not want the answer any more. */
    void abandoned() {
        asking--;
    }

    /** Whether all connections are to ask now. */
    boolean together(long nowNanos) {
        return slow && !Nanos.reached(nowNanos, slowAnswerNanos + TOGETHER_NANOS);
    }

    /** Whether a connection is to wait for the answer to another one. */
    boolean taken(long nowNanos) {
        return asking > 0 && !Nanos.reached(nowNanos, askedNanos + LONGEST_TURN_NANOS);
    }

    /** Until when {@link #taken} holds at the longest. */
    long takenUntilNanos() {
        return askedNanos + LONGEST_TURN_NANOS;
    }
}
