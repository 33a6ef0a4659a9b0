package io.kafkalifeline.session;

/**
 * How often a client tries one broker that goes on refusing its credentials: no more than once a second (R11: refusals
 * that pass are waited out), under whatever name the client knows it. Its bootstrap server, its node and its
 * coordinator may be the same broker, and Kafka gives each a back-off of its own.
 *
 * <p>Confined to the thread that drives the client; times are milliseconds of the client's clock.
 */
public final class AttemptPace {
    private static final long LEAST_MS = 1_000;
    private static final long FORGOTTEN_MS = 600_000;

    private boolean slow;
    private long begunMs;

    /** Begins without a limit. */
    public AttemptPace() {}

    /** The broker has refused once too often to be tried again at once. */
    public void slowDown(long nowMs) {
        if (!isSlow(nowMs)) {
            slow = true;
            begunMs = nowMs;
        }
    }

    /** The broker has accepted the credentials. */
    public void accepted() {
        slow = false;
    }

    /** An attempt begins. */
    public void began(long nowMs) {
        if (isSlow(nowMs)) {
            begunMs = nowMs;
        }
    }

    /** For how many milliseconds it must not be tried; 0 if it may be. */
    public long waitMs(long nowMs) {
        return isSlow(nowMs) ? Math.max(0, begunMs + LEAST_MS - nowMs) : 0;
    }

    /** Whether the limit holds; it ends ten minutes after the last attempt. */
    private boolean isSlow(long nowMs) {
        return slow && nowMs - begunMs <= FORGOTTEN_MS;
    }
}
