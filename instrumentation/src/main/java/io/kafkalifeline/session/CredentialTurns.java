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

    /** A source answers one connection after the other: so many slow answers are allowed for at least. */
    private static final int LEAST_ANSWERS = 4;

    /** An answer that came so fast came from memory. */
    private static final long FROM_MEMORY_NANOS = 20 * Nanos.PER_MS;
    /** So many fast answers in a row for each connection make a source fast: a cache that ends was seen to end by then. */
    private static final int FAST_ANSWERS = 4;

    private boolean memory;
    private int connections;
    private long fastAnswers;
    private int asking;
    private long askedNanos;
    private boolean slow;
    private long slowAnswerNanos;

    /** Begins with nobody asking. */
    public CredentialTurns() {}

    /** The source answers from memory, where somebody else renews what it answers. */
    public void answerFromMemory() {
        memory = true;
    }

    boolean answersFromMemory() {
        return memory;
    }

    /** So many connections of the client have sessions that end. */
    public void connections(int number) {
        connections = number;
    }

    /** How many answers a connection may have to wait for, its own among them. */
    int serialAnswers() {
        return Math.max(LEAST_ANSWERS, connections);
    }

    void asked(long nowNanos) {
        asking++;
        askedNanos = nowNanos;
    }

    void answered(long nowNanos, long tookNanos) {
        asking--;
        slow = tookNanos > SLOW_NANOS;
        slowAnswerNanos = nowNanos;
    }

    /** The source took so long, for whichever connection, asked ahead of time. */
    void took(long nanos) {
        fastAnswers = nanos > FROM_MEMORY_NANOS ? 0 : fastAnswers + 1;
    }

    /** The source has failed: whether it answers from memory has to be seen anew. */
    void failed() {
        fastAnswers = 0;
    }

    /** Whether the source is known to answer from memory, for all connections alike. */
    boolean isFast() {
        return fastAnswers >= (long) FAST_ANSWERS * Math.max(1, connections);
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
