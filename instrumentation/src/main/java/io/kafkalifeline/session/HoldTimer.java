package io.kafkalifeline.session;

/** How long requests have been held back in favour of the next re-authentication (R5: requests are
 * held where the session cannot carry them). */
final class HoldTimer {
    private boolean on;
    private boolean ended;
    private long sinceNanos;
    private long lengthNanos;

    /** A request was turned away because the session cannot carry it. */
    void turnedAway(long nowNanos) {
        if (!on && !ended) {
            on = true;
            sinceNanos = nowNanos;
        }
    }

    /** The session can carry requests again. */
    void lifted() {
        if (!ended) {
            on = false;
        }
    }

    /** The re-authentication begins; the length of the hold stays readable until {@link #over}. */
    void ended(long nowNanos) {
        lengthNanos = length(nowNanos);
        ended = true;
    }

    void over() {
        on = false;
        ended = false;
        lengthNanos = 0;
    }

    long length(long nowNanos) {
        if (ended) {
            return lengthNanos;
        }
        return on ? Math.max(0, nowNanos - sinceNanos) : 0;
    }
}
