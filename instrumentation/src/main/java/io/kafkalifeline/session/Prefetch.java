package io.kafkalifeline.session;

/**
 * When to ask a credential source that may be slow or down for the first token of the next re-authentication, and when
 * to begin that re-authentication without it (R9).
 *
 * <pre>
 *   IDLE ── asked ──▶ ASKING ── answered ──▶ READY ── used ──▶ IDLE
 *                      ▲ └───── failed ────▶ FAILED ── asked (after a backoff) ──▶ ASKING
 *                      └──── asked (again shortly before it is due, or while others are awaited) ──── READY
 * </pre>
 *
 * <p>Confined to the thread that drives the connection. Times are nanoseconds of the client's clock.
 */
public final class Prefetch {
    private enum State {
        IDLE,
        ASKING,
        READY,
        FAILED,
    }

    private static final long LEAST_LEAD_NANOS = 30_000 * Nanos.PER_MS;
    /** Some sources answer one connection after the other, each as slowly. */
    private static final int SERIAL_ANSWERS = 4;

    /** Credentials rotate: what is much older than the re-authentication that it is for is asked for again. */
    private static final long LEAST_FRESHNESS_NANOS = 1_000 * Nanos.PER_MS;

    private static final long WORTH_REFRESHING_NANOS = 5_000 * Nanos.PER_MS;

    private static final long LEAST_WATCH_NANOS = 1_000 * Nanos.PER_MS;
    private static final long LONGEST_WATCH_NANOS = 30_000 * Nanos.PER_MS;
    private static final long FIRST_BACKOFF_NANOS = 100 * Nanos.PER_MS;
    private static final long LONGEST_BACKOFF_NANOS = 2_000 * Nanos.PER_MS;
    /** A source that hangs longer than this, and the session is over, is down: the ordinary way finds out and reports. */
    private static final long LONGEST_WAIT_NANOS = 30_000 * Nanos.PER_MS;

    private final Turns turns;
    private State state = State.IDLE;
    private boolean inHand;
    private long askedNanos;
    private long answeredNanos;
    private long slowestNanos;
    private long backoffNanos = FIRST_BACKOFF_NANOS;
    private long retryNanos;

    /** @param turns those of the client that the connection belongs to */
    public Prefetch(Turns turns) {
        this.turns = turns;
    }

    /** The source is being asked. */
    public void asked(long nowNanos) {
        turns.asked(nowNanos);
        state = State.ASKING;
        askedNanos = nowNanos;
    }

    /** It has answered. */
    public void answered(long nowNanos) {
        heard(nowNanos);
        state = State.READY;
        inHand = true;
        answeredNanos = nowNanos;
        backoffNanos = FIRST_BACKOFF_NANOS;
    }

    /** It has failed. */
    public void failed(long nowNanos) {
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
    public void used() {
        if (state == State.ASKING) {
            turns.abandoned();
        }
        state = State.IDLE;
        inHand = false;
        backoffNanos = FIRST_BACKOFF_NANOS;
    }

    /** The source took that long; asked ahead, or within an authentication. */
    public void took(long nanos) {
        slowestNanos = Math.max(nanos, slowestNanos - slowestNanos / 8);
    }

    /**
     * Whether to ask the source now.
     *
     * @param dueNanos when the re-authentication is due
     * @param lifetimeNanos the lifetime of the present session
     * @param awaited whether the session waits for other credentials than it was granted for (R7)
     */
    public boolean shouldAsk(long nowNanos, long dueNanos, long lifetimeNanos, boolean awaited) {
        switch (state) {
            case IDLE:
                return turns.together(nowNanos)
                        || (!turns.taken(nowNanos)
                                && (awaited || Nanos.reached(nowNanos, dueNanos - leadNanos(lifetimeNanos))));
            case READY:
                long next = nextNanos(dueNanos, lifetimeNanos, awaited);
                return next != Long.MAX_VALUE && Nanos.reached(nowNanos, next);
            case FAILED:
                return Nanos.reached(nowNanos, retryNanos) && (turns.together(nowNanos) || !turns.taken(nowNanos));
            default:
                return false;
        }
    }

    /**
     * Whether a re-authentication that is due may begin: the token is there, or the session is over and the source has
     * had its chance.
     *
     * @param expiresNanos the session's end
     */
    public boolean mayBegin(long nowNanos, long expiresNanos) {
        return inHand || Nanos.reached(nowNanos, withoutNanos(nowNanos, expiresNanos));
    }

    /** From when on it may begin without a token: the source would be asked on the client's own thread. */
    private long withoutNanos(long nowNanos, long expiresNanos) {
        return state == State.ASKING
                ? Nanos.later(expiresNanos, askedNanos + LONGEST_WAIT_NANOS)
                : inTurn(nowNanos, expiresNanos);
    }

    /**
     * The earliest time at which an answer above can change by time alone; {@code Long.MAX_VALUE} if never.
     *
     * @param expiresNanos the session's end
     */
    public long nextChangeNanos(long nowNanos, long dueNanos, long lifetimeNanos, long expiresNanos, boolean awaited) {
        switch (state) {
            case IDLE:
                long own = turns.together(nowNanos) || awaited ? nowNanos : dueNanos - leadNanos(lifetimeNanos);
                return inTurn(nowNanos, own);
            case READY:
                return nextNanos(dueNanos, lifetimeNanos, awaited);
            case FAILED:
                long again = inTurn(nowNanos, retryNanos);
                return inHand ? again : Nanos.earlier(again, withoutNanos(nowNanos, expiresNanos));
            default:
                return inHand ? Long.MAX_VALUE : withoutNanos(nowNanos, expiresNanos);
        }
    }

    /** When to ask again though there is a token; {@code Long.MAX_VALUE} if never. */
    private long nextNanos(long dueNanos, long lifetimeNanos, boolean awaited) {
        if (awaited) {
            return answeredNanos + watchNanos(lifetimeNanos);
        }
        if (dueNanos == Long.MAX_VALUE) {
            return Long.MAX_VALUE;
        }
        long refresh = dueNanos - Math.max(LEAST_FRESHNESS_NANOS, SERIAL_ANSWERS * slowestNanos);
        return refresh - answeredNanos > WORTH_REFRESHING_NANOS ? refresh : Long.MAX_VALUE;
    }

    /** Whoever has the turn wakes the others when it is over. */
    private long inTurn(long nowNanos, long own) {
        return turns.taken(nowNanos) && !turns.together(nowNanos) ? Nanos.later(own, turns.takenUntilNanos()) : own;
    }

    /**
     * What a source may need that is slow, is asked by all connections of a client, or has to be asked again; but a
     * token should not be old when it is used, unless there is no other way.
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
