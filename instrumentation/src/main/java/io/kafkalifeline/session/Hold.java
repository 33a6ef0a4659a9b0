package io.kafkalifeline.session;

/** How long requests have been held back in favour of the next re-authentication (R5). */
final class Hold {
    private boolean on;
    private boolean ended;
    private long sinceNanos;
    private long lengthNanos;

    /** Somebody wanted to write and was told {@code mayWrite}. */
    void asked(long nowNanos, boolean mayWrite) {
        if (ended) {
            return;
        }
        if (!mayWrite && !on) {
            sinceNanos = nowNanos;
        }
        on = !mayWrite;
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
