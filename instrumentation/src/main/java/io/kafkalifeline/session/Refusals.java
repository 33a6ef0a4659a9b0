package io.kafkalifeline.session;

/**
 * Whether the brokers of a cluster accept one client's credentials (R11: refusals that pass are waited out).
 * Thread-safe.
 */
final class Refusals {
    private boolean letIn;
    private boolean refusing;
    private long sinceNanos;
    private long lastNanos;

    /**
     * Some broker refused the credentials.
     *
     * @param staleNanos after so long without a refusal this one begins a series of its own
     * @return since when brokers have refused them, without any of them accepting them
     */
    synchronized long refused(long nowNanos, long staleNanos) {
        if (!refusing || nowNanos - lastNanos > staleNanos) {
            refusing = true;
            sinceNanos = nowNanos;
        }
        lastNanos = nowNanos;
        return sinceNanos;
    }

    /** Some broker accepted the credentials. */
    synchronized void accepted() {
        letIn = true;
        refusing = false;
    }

    /** Whether some broker has ever accepted this client's credentials. */
    synchronized boolean hasLetIn() {
        return letIn;
    }
}
