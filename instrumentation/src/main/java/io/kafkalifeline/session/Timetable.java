package io.kafkalifeline.session;

import io.kafkalifeline.session.traffic.Nanos;

/**
 * The times of one re-authentication, as they are known now: when to ask for its token and when to begin it. What is to
 * be done now and when to look again are both read from these two, so that they cannot contradict each other.
 * Immutable.
 */
final class Timetable {
    private final long nowNanos;
    private final long askNanos;
    private final long beginNanos;
    private final boolean tokenInHand;

    /**
     * @param askNanos when to ask the source of the credentials; {@link Nanos#NEVER} if it is not to be asked
     * @param beginNanos when the re-authentication may and must begin
     * @param tokenInHand whether it would begin with a token that is there already
     */
    Timetable(long nowNanos, long askNanos, long beginNanos, boolean tokenInHand) {
        this.nowNanos = nowNanos;
        this.askNanos = askNanos;
        this.beginNanos = beginNanos;
        this.tokenInHand = tokenInHand;
    }

    /**
     * A token in hand is used rather than asked for again; without one the source gets its chance first (R9: the token
     * comes before the handshake, from another thread).
     */
    boolean isTimeToAsk() {
        return Nanos.reached(nowNanos, askNanos) && !(tokenInHand && Nanos.reached(nowNanos, beginNanos));
    }

    boolean isTimeToBegin() {
        return Nanos.reached(nowNanos, beginNanos) && !isTimeToAsk();
    }

    /** The earlier of the two times that are still to come; {@link Nanos#NEVER} if none is. */
    long nextNanos() {
        return Nanos.nextOf(nowNanos, askNanos, beginNanos);
    }

    /** When to ask the source, if that is still to come; else {@link Nanos#NEVER}. */
    long nextAskNanos() {
        return Nanos.nextOf(nowNanos, askNanos, Nanos.NEVER);
    }

    /** When the re-authentication begins, if that is still to come; else {@link Nanos#NEVER}. */
    long nextBeginNanos() {
        return Nanos.nextOf(nowNanos, beginNanos, Nanos.NEVER);
    }
}
