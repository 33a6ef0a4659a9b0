package io.kafkalifeline.session;

import io.kafkalifeline.session.traffic.Nanos;

/**
 * When to ask a credential source, which may be slow or down, for the first token of the next re-authentication, and
 * when to begin that re-authentication without it (R9: the token comes before the handshake, from another thread).
 *
 * <pre>
 *   IDLE ── asked ──▶ ASKING ── answered ──▶ READY ── used ──▶ IDLE
 *                      ▲ └───── failed ────▶ FAILED ── asked (after a backoff) ──▶ ASKING
 *                      └──── asked (again shortly before it is due, or while others are awaited) ──── READY
 * </pre>
 *
 * <p>Confined to the thread that drives the connection. Times are nanoseconds of the client's clock.
 */
final class PrefetchSchedule {
    private enum State {
        /** The source was not asked since the last exchange. */
        IDLE,
        /** The source is being asked; a token of an earlier answer may be in hand. */
        ASKING,
        /** The source has answered: a token is in hand. */
        READY,
        /** The source has failed, and is asked again after a backoff; a token of an earlier answer may be in hand. */
        FAILED,
    }

    private static final long LEAST_LEAD_NANOS = 30_000 * Nanos.PER_MS;
    /** Some sources answer one connection after the other: so many slow answers are allowed for. */
    private static final int SERIAL_ANSWERS = 4;

    /** Credentials rotate: a token that is much older than its re-authentication is asked for again. */
    private static final long LEAST_FRESHNESS_NANOS = 1_000 * Nanos.PER_MS;

    private static final long WORTH_REFRESHING_NANOS = 5_000 * Nanos.PER_MS;

    private static final long LEAST_WATCH_NANOS = 1_000 * Nanos.PER_MS;
    private static final long LONGEST_WATCH_NANOS = 30_000 * Nanos.PER_MS;
    private static final long FIRST_BACKOFF_NANOS = 100 * Nanos.PER_MS;
    private static final long LONGEST_BACKOFF_NANOS = 2_000 * Nanos.PER_MS;
    /** A source that takes longer than this, with the session over, is down; the exchange itself will report it. */
    private static final long LONGEST_WAIT_NANOS = 30_000 * Nanos.PER_MS;

    /** Null where tokens are cheap: then no source is asked ahead of time, and there always is a token. */
    private final CredentialTurns turns;

    private State state = State.IDLE;
    private boolean inHand;
    /** Marks the credentials that the last authentication was for. */
    private int credentials = CredentialsMark.UNKNOWN;

    private long askedNanos;
    private long answeredNanos;
    private long beganNanos;
    private long slowestNanos;
    private long backoffNanos = FIRST_BACKOFF_NANOS;
    private long retryNanos;

    /** @param turns those of the client that the connection belongs to; null where tokens are cheap */
    PrefetchSchedule(CredentialTurns turns) {
        this.turns = turns;
    }

    /** The source is being asked. */
    void asked(long nowNanos) {
        turns.asked(nowNanos);
        state = State.ASKING;
        askedNanos = nowNanos;
    }

    /** The source has answered with a token; returns whether its credentials are others than the last ones used. */
    boolean answered(long nowNanos, int mark) {
        heard(nowNanos);
        state = State.READY;
        inHand = true;
        answeredNanos = nowNanos;
        backoffNanos = FIRST_BACKOFF_NANOS;
        return mark != CredentialsMark.UNKNOWN && mark != credentials;
    }

    /** The source has failed. */
    void failed(long nowNanos) {
        heard(nowNanos);
        state = State.FAILED;
        retryNanos = nowNanos + backoffNanos;
        backoffNanos = Math.min(2 * backoffNanos, LONGEST_BACKOFF_NANOS);
    }

    private void heard(long nowNanos) {
        took(nowNanos - askedNanos);
        if (state == State.ASKING) {
            turns.answered(nowNanos, nowNanos - askedNanos);
        }
    }

    /** The re-authentication begins, with what the source has answered or without; or the connection is gone. */
    void used() {
        if (state == State.ASKING) {
            turns.abandoned();
        }
        state = State.IDLE;
        inHand = false;
        backoffNanos = FIRST_BACKOFF_NANOS;
    }

    /** An exchange needs a token. */
    void tokenBegins(long nowNanos) {
        beganNanos = nowNanos;
    }

    /** The exchange has its token, for these credentials, computed ahead of time or just now. */
    void tokenComputed(long nowNanos, int mark, boolean ahead) {
        credentials = mark == CredentialsMark.UNKNOWN ? credentials : mark;
        if (!ahead) {
            took(nowNanos - beganNanos);
        }
    }

    private void took(long nanos) {
        slowestNanos = Math.max(nanos, slowestNanos - slowestNanos / 8);
    }

    /**
     * When to ask the source; {@link Nanos#NEVER} where it is not to be asked as things are.
     *
     * @param dueNanos when the re-authentication is due
     * @param lifetimeNanos the lifetime of the present session
     * @param awaited whether the session waits for other credentials than it was granted for (R7: a session that was
     *     not extended is used to its end)
     */
    long askNanos(long nowNanos, long dueNanos, long lifetimeNanos, boolean awaited) {
        if (turns == null) {
            return Nanos.NEVER;
        }
        switch (state) {
            case IDLE:
                boolean now = turns.together(nowNanos) || awaited;
                return inTurn(nowNanos, now ? nowNanos : dueNanos - leadNanos(lifetimeNanos));
            case READY:
                return againNanos(dueNanos, lifetimeNanos, awaited);
            case FAILED:
                return inTurn(nowNanos, retryNanos);
            default:
                return Nanos.NEVER;
        }
    }

    /**
     * When a re-authentication may begin: when it is due if the token is there, else when the session is over and the
     * source has had its chance. Without a token the source is asked on the client's own thread.
     *
     * @param expiresNanos the session's end
     */
    long mayBeginNanos(long nowNanos, long dueNanos, long expiresNanos) {
        if (isInHand()) {
            return dueNanos;
        }
        return state == State.ASKING
                ? Nanos.later(expiresNanos, askedNanos + LONGEST_WAIT_NANOS)
                : inTurn(nowNanos, expiresNanos);
    }

    /** Whether there is a token; a fresher one may be asked for all the same. */
    boolean isInHand() {
        return inHand || turns == null;
    }

    /** When to ask again though there is a token; {@link Nanos#NEVER} if never. */
    private long againNanos(long dueNanos, long lifetimeNanos, boolean awaited) {
        if (awaited) {
            return answeredNanos + watchNanos(lifetimeNanos);
        }
        long refresh = dueNanos - Math.max(LEAST_FRESHNESS_NANOS, SERIAL_ANSWERS * slowestNanos);
        return refresh - answeredNanos > WORTH_REFRESHING_NANOS ? refresh : Nanos.NEVER;
    }

    /** Not before the connection that has the turn has its answer, or has had its time. */
    private long inTurn(long nowNanos, long own) {
        return turns.taken(nowNanos) && !turns.together(nowNanos) ? Nanos.later(own, turns.takenUntilNanos()) : own;
    }

    /**
     * How long before the re-authentication the source is asked: as long as it may need where it is slow, is asked by
     * all connections of a client or has to be asked again. No longer than that, because a token should not be old when
     * it is used.
     */
    private long leadNanos(long lifetimeNanos) {
        long needed = SERIAL_ANSWERS * slowestNanos;
        return needed > lifetimeNanos
                ? lifetimeNanos
                : Math.min(lifetimeNanos / 4 * 3, Math.max(LEAST_LEAD_NANOS, needed));
    }

    private static long watchNanos(long lifetimeNanos) {
        return Math.min(LONGEST_WATCH_NANOS, Math.max(LEAST_WATCH_NANOS, lifetimeNanos / 64));
    }
}
