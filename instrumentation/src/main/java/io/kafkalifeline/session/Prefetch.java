package io.kafkalifeline.session;

/**
 * When to ask a credential source that may be slow or down for the first token of the next re-authentication, and when
 * to begin that re-authentication without it (R9).
 *
 * <pre>
 *   IDLE ── asked ──▶ ASKING ── answered ──▶ READY ── used ──▶ IDLE
 *                        └───── failed ────▶ FAILED ── asked (after a backoff) ──▶ ASKING
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

    private static final long LEAST_LEAD_NANOS = 5_000 * Nanos.PER_MS;
    private static final long FIRST_BACKOFF_NANOS = 100 * Nanos.PER_MS;
    private static final long LONGEST_BACKOFF_NANOS = 2_000 * Nanos.PER_MS;
    /** A source that hangs longer than this after the session's end is down: the ordinary way finds out and reports. */
    private static final long LONGEST_WAIT_NANOS = 30_000 * Nanos.PER_MS;

    private State state = State.IDLE;
    private long askedNanos;
    private long slowestNanos;
    private long backoffNanos = FIRST_BACKOFF_NANOS;
    private long retryNanos;

    /** The source is being asked. */
    public void asked(long nowNanos) {
        state = State.ASKING;
        askedNanos = nowNanos;
    }

    /** It has answered. */
    public void answered(long nowNanos) {
        took(nowNanos - askedNanos);
        state = State.READY;
        backoffNanos = FIRST_BACKOFF_NANOS;
    }

    /** It has failed. */
    public void failed(long nowNanos) {
        took(nowNanos - askedNanos);
        state = State.FAILED;
        retryNanos = nowNanos + backoffNanos;
        backoffNanos = Math.min(2 * backoffNanos, LONGEST_BACKOFF_NANOS);
    }

    /** The re-authentication begins, with what the source has answered or without. */
    public void used() {
        state = State.IDLE;
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
     */
    public boolean shouldAsk(long nowNanos, long dueNanos, long lifetimeNanos) {
        switch (state) {
            case IDLE:
                return Nanos.reached(nowNanos, dueNanos - leadNanos(lifetimeNanos));
            case FAILED:
                return Nanos.reached(nowNanos, retryNanos);
            default:
                return false;
        }
    }

    /**
     * Whether a re-authentication that is due may begin: the token is there, or the session is over and the source has
     * had its chance.
     *
     * @param remainingNanos what is left of the session; negative after its end
     */
    public boolean mayBegin(long remainingNanos) {
        switch (state) {
            case READY:
                return true;
            case ASKING:
                return remainingNanos < -LONGEST_WAIT_NANOS;
            default:
                return remainingNanos <= 0;
        }
    }

    /**
     * The earliest time at which an answer above can change by time alone; {@code Long.MAX_VALUE} if never.
     *
     * @param expiresNanos the session's end
     */
    public long nextChangeNanos(long dueNanos, long lifetimeNanos, long expiresNanos) {
        switch (state) {
            case IDLE:
                return dueNanos - leadNanos(lifetimeNanos);
            case FAILED:
                return Nanos.earlier(retryNanos, expiresNanos);
            case ASKING:
                return expiresNanos + LONGEST_WAIT_NANOS;
            default:
                return Long.MAX_VALUE;
        }
    }

    /** Twice what the source needs, and time to try again; but a token must not be old when it is used. */
    private long leadNanos(long lifetimeNanos) {
        return Math.min(lifetimeNanos / 2, Math.max(LEAST_LEAD_NANOS, 2 * slowestNanos));
    }
}
