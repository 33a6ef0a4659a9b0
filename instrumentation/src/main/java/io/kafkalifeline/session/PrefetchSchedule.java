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

    private static final long LEAST_WATCH_NANOS = 1_000 * Nanos.PER_MS;
    private static final long LONGEST_WATCH_NANOS = 30_000 * Nanos.PER_MS;
    private static final long FIRST_BACKOFF_NANOS = 100 * Nanos.PER_MS;
    private static final long LONGEST_BEGIN_BACKOFF_NANOS = 500 * Nanos.PER_MS;
    private static final long LONGEST_BACKOFF_NANOS = 2_000 * Nanos.PER_MS;
    /** A source that takes longer than this, with the session over, is down; the exchange itself will report it. */
    private static final long LONGEST_WAIT_NANOS = 30_000 * Nanos.PER_MS;

    /** Null where tokens are cheap: then no source is asked ahead of time, and there always is a token. */
    private final CredentialTurns turns;

    private State state = State.IDLE;
    private boolean inHand;
    /** The token in hand may be older than the client's clock can tell. */
    private boolean stale;

    private final AnswerTimes times;
    /** Marks the credentials that the last authentication was for. */
    private int credentials = CredentialsMark.UNKNOWN;

    private long askedNanos;
    /** When the source was asked for the token in hand. */
    private long answeredNanos;

    private boolean failedToBegin;
    private long beginAgainNanos;
    private long beganNanos;
    private long backoffNanos = FIRST_BACKOFF_NANOS;
    private long retryNanos;

    /** @param turns those of the client that the connection belongs to; null where tokens are cheap */
    PrefetchSchedule(CredentialTurns turns) {
        this.turns = turns;
        this.times = new AnswerTimes(turns);
    }

    /** The source is being asked. */
    void asked(long nowNanos) {
        turns.asked(nowNanos);
        state = State.ASKING;
        askedNanos = nowNanos;
    }

    /** The source has answered with a token; returns whether its credentials are others than the last ones used. */
    boolean answered(long nowNanos, int mark) {
        return answered(nowNanos, mark, nowNanos - askedNanos, 0);
    }

    /**
     * The source has answered with a token; returns whether its credentials are others than the last ones used.
     *
     * @param tookNanos how long the source itself took
     * @param ageNanos how old the token is already
     */
    boolean answered(long nowNanos, int mark, long tookNanos, long ageNanos) {
        heard(nowNanos, tookNanos);
        turns.took(tookNanos);
        state = State.READY;
        inHand = true;
        stale = false;
        failedToBegin = false;
        answeredNanos = nowNanos - ageNanos;
        backoffNanos = FIRST_BACKOFF_NANOS;
        return mark != CredentialsMark.UNKNOWN && mark != credentials;
    }

    /** The source has failed. */
    void failed(long nowNanos) {
        failed(nowNanos, nowNanos - askedNanos);
    }

    /**
     * The source has failed.
     *
     * @param tookNanos how long the source itself took for that
     */
    void failed(long nowNanos, long tookNanos) {
        heard(nowNanos, tookNanos);
        turns.failed();
        state = State.FAILED;
        retryNanos = nowNanos + backoffNanos;
        backoffNanos = Math.min(2 * backoffNanos, LONGEST_BACKOFF_NANOS);
    }

    private void heard(long nowNanos, long tookNanos) {
        times.took(tookNanos);
        if (state == State.ASKING) {
            turns.answered(nowNanos, tookNanos);
        }
    }

    /** The token in hand may be older than the client's clock can tell. */
    void outdated() {
        stale = true;
    }

    /** The re-authentication could not begin; nothing was written. It is tried again after a backoff. */
    void notBegun(long nowNanos) {
        inHand = false;
        state = state == State.READY ? State.IDLE : state;
        failedToBegin = true;
        beginAgainNanos = nowNanos + backoffNanos;
        backoffNanos = Math.min(2 * backoffNanos, LONGEST_BEGIN_BACKOFF_NANOS);
    }

    /** The re-authentication begins, with what the source has answered or without; or the connection is gone. */
    void used() {
        if (state == State.ASKING) {
            turns.abandoned();
        }
        state = State.IDLE;
        inHand = false;
        failedToBegin = false;
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
            times.took(nowNanos - beganNanos);
        }
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
                return inTurn(nowNanos, now ? nowNanos : dueNanos - times.leadNanos(lifetimeNanos));
            case READY:
                return againNanos(nowNanos, dueNanos, lifetimeNanos, awaited);
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
     * @param lifetimeNanos the lifetime of the present session
     */
    long mayBeginNanos(long nowNanos, long dueNanos, long expiresNanos, long lifetimeNanos) {
        long begin = isInHand(nowNanos, dueNanos, lifetimeNanos) ? dueNanos : beginWithoutNanos(nowNanos, expiresNanos);
        return failedToBegin ? Nanos.later(begin, beginAgainNanos) : begin;
    }

    private long beginWithoutNanos(long nowNanos, long expiresNanos) {
        return state == State.ASKING
                ? Nanos.later(expiresNanos, askedNanos + LONGEST_WAIT_NANOS)
                : inTurn(nowNanos, expiresNanos);
    }

    /**
     * Whether there is a token that is to be used when the re-authentication is due, or now if it was due before; a
     * fresher one may be asked for all the same. One that will have lain about is used only where the source, asked for
     * a newer one, has failed.
     */
    boolean isInHand(long nowNanos, long dueNanos, long lifetimeNanos) {
        return turns == null
                || (inHand && (state == State.FAILED || !isOld(Nanos.later(nowNanos, dueNanos), lifetimeNanos)));
    }

    private boolean isOld(long usedNanos, long lifetimeNanos) {
        return stale || Nanos.reached(usedNanos, oldNanos(lifetimeNanos));
    }

    private long oldNanos(long lifetimeNanos) {
        return answeredNanos + times.longestAgeNanos(lifetimeNanos);
    }

    /** When to ask again though there is a token. */
    private long againNanos(long nowNanos, long dueNanos, long lifetimeNanos, boolean awaited) {
        if (awaited) {
            return answeredNanos + watchNanos(lifetimeNanos);
        }
        long refresh = dueNanos - times.refreshNanos(lifetimeNanos);
        boolean worthIt = refresh - answeredNanos > times.worthRefreshingNanos();
        return worthIt || !isInHand(nowNanos, dueNanos, lifetimeNanos) ? refresh : oldNanos(lifetimeNanos);
    }

    /** Not before the connection that has the turn has its answer, or has had its time. */
    private long inTurn(long nowNanos, long own) {
        return turns.taken(nowNanos) && !turns.together(nowNanos) ? Nanos.later(own, turns.takenUntilNanos()) : own;
    }

    private static long watchNanos(long lifetimeNanos) {
        return Math.min(LONGEST_WATCH_NANOS, Math.max(LEAST_WATCH_NANOS, lifetimeNanos / 64));
    }
}
