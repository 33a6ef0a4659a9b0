package io.kafkalifeline.session;

import io.kafkalifeline.session.traffic.Nanos;

/** What a connection may do now, and until when that stands unless something happens. Immutable. */
public final class Step {
    /** What may be done. */
    public enum Kind {
        /** The request may be written. */
        WRITE,
        /** Nothing is written and nothing is begun. */
        HOLD,
        /**
         * The source of the credentials is to be asked for the next token, on another thread (R9: the token
         * comes before the handshake, from another thread).
         */
        ASK_SOURCE,
        /** {@link Request#PROBE} is to be written: its answer tells that requests without answers were read. */
        PROBE,
        /** The re-authentication is to begin; requests wait for it. */
        RENEW,
        /**
         * The re-authentication under way is to be given up for a new connection: the broker is silent (R10: a failed
         * renewal is never the last word).
         */
        GIVE_UP,
    }

    /** The request may be written, without an end to it: the session does not expire, or the write was promised. */
    static final Step WRITE_FREELY = new Step(Kind.WRITE, Nanos.NEVER);
    /** There is nothing to do. */
    static final Step REST = new Step(Kind.HOLD, Nanos.NEVER);

    static final Step ASK_SOURCE = new Step(Kind.ASK_SOURCE, Nanos.NEVER);
    static final Step RENEW = new Step(Kind.RENEW, Nanos.NEVER);
    static final Step GIVE_UP = new Step(Kind.GIVE_UP, Nanos.NEVER);

    private final Kind kind;
    private final long untilNanos;

    private Step(Kind kind, long untilNanos) {
        this.kind = kind;
        this.untilNanos = untilNanos;
    }

    static Step write(long untilNanos) {
        return new Step(Kind.WRITE, untilNanos);
    }

    static Step hold(long untilNanos) {
        return new Step(Kind.HOLD, untilNanos);
    }

    static Step probe(long untilNanos) {
        return new Step(Kind.PROBE, untilNanos);
    }

    /** What may be done. */
    public Kind kind() {
        return kind;
    }

    /**
     * Until when this stands, by the client's clock: later than the time of the question. {@code Long.MAX_VALUE}: for
     * ever.
     */
    public long untilNanos() {
        return untilNanos;
    }

    /**
     * How long a poll may wait for something to happen: 0 only if this step is done in that poll, and rounded up, so
     * that the poll ends when the time has come and not just before. {@code Long.MAX_VALUE}: as long as it likes.
     *
     * @param nowNanos the time of the question
     */
    public long pollMs(long nowNanos) {
        if (kind == Kind.ASK_SOURCE || kind == Kind.RENEW || kind == Kind.GIVE_UP) {
            return 0;
        }
        return untilNanos == Nanos.NEVER ? Nanos.NEVER : Nanos.toMsAtLeastOne(untilNanos - nowNanos);
    }

    @Override
    public String toString() {
        return untilNanos == Nanos.NEVER ? kind.toString() : kind + " until " + untilNanos;
    }
}
