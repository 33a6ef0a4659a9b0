package io.kafkalifeline.session;

/** What one client learnt about its cluster, shared by the sessions of all its connections (R2, R8, R11). Thread-safe. */
public final class ClusterMemory {
    private static final int CLOSED_TOO_OFTEN = 2;
    private static final long LONGEST_PAUSE_NANOS = 500 * Nanos.PER_MS;

    private boolean grantedPositive;
    private int closedAtFirstRequest;
    private boolean zeroWasEndless;
    private boolean absurdSeen;
    private long lastThrottleNanos;
    private long unseenSendingNanos;
    private long unseenDelayNanos;
    private long loneDelayNanos;
    private final LargeRequests largeRequests = new LargeRequests();
    private boolean letIn;
    private boolean refusing;
    private long refusingSinceNanos;
    private long lastRefusalNanos;

    public ClusterMemory() {}

    /** Whether a lifetime of 0 stands for "already expired" and not for "no expiry". */
    synchronized boolean zeroMeansExpired() {
        return closedAtFirstRequest >= CLOSED_TOO_OFTEN || (grantedPositive && !zeroWasEndless);
    }

    synchronized void positiveLifetimeGranted() {
        grantedPositive = true;
        closedAtFirstRequest = 0;
        zeroWasEndless = false;
    }

    /** The broker closed a connection with a lifetime of 0 instead of answering its first request. */
    synchronized void zeroClosedAtFirstRequest() {
        closedAtFirstRequest++;
    }

    /** A lifetime of 0 carried a request. */
    synchronized void zeroCarriedRequest() {
        closedAtFirstRequest = 0;
    }

    /**
     * A broker refused to renew what had been taken for an expired session: it does so where sessions do not expire, for
     * instance after an operator has switched expiry off. Without this the client would never send anything again.
     */
    synchronized void zeroNotRenewed() {
        closedAtFirstRequest = 0;
        zeroWasEndless = true;
    }

    /** True for the first absurd lifetime only. */
    synchronized boolean firstAbsurdLifetime() {
        boolean first = !absurdSeen;
        absurdSeen = true;
        return first;
    }

    /**
     * Some broker refused the credentials; returns since when, without any of them having accepted them (R11).
     *
     * @param staleNanos after so long without a refusal it was another matter
     */
    synchronized long refused(long nowNanos, long staleNanos) {
        if (!refusing || nowNanos - lastRefusalNanos > staleNanos) {
            refusing = true;
            refusingSinceNanos = nowNanos;
        }
        lastRefusalNanos = nowNanos;
        return refusingSinceNanos;
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

    /** Quotas hold for all connections of a client, also for the next one. */
    synchronized void throttled(long throttleNanos) {
        lastThrottleNanos = throttleNanos;
    }

    /** A request without answer took so long to be handed to the network: on the other connections it may as well. */
    synchronized void sentUnseen(long nanos) {
        unseenSendingNanos = Math.max(nanos, unseenSendingNanos - unseenSendingNanos / 8);
    }

    synchronized long unseenSendingNanos() {
        return unseenSendingNanos;
    }

    /** A request of that size was answered after so long: the ways to all brokers are taken for alike. */
    synchronized void answered(long bytes, long nanos) {
        largeRequests.took(bytes, nanos);
    }

    /** What a request of that size takes to arrive as a whole. */
    synchronized long sendingNanos(long bytes) {
        return largeRequests.sendingNanos(bytes);
    }

    /**
     * What nobody is told of kept a broker from reading a connection for so long; forgotten slowly. A single delay may be
     * a pause of some process where a quota comes back, so that the second longest counts; but no pause is as long as
     * what a quota makes of its window of a second.
     */
    synchronized void unseenDelay(long nanos) {
        unseenDelayNanos -= unseenDelayNanos / 8;
        loneDelayNanos -= loneDelayNanos / 8;
        long sure = nanos > LONGEST_PAUSE_NANOS ? nanos : Math.min(nanos, loneDelayNanos);
        unseenDelayNanos = Math.max(unseenDelayNanos, sure);
        loneDelayNanos = Math.max(nanos, loneDelayNanos);
    }

    /** It may even have ended a connection. */
    synchronized void fatalDelay(long nanos) {
        unseenDelay(nanos);
        unseenDelay(nanos);
    }

    synchronized long unseenDelayNanos() {
        return unseenDelayNanos;
    }

    /** 0 if the client was never throttled. */
    synchronized long lastThrottleNanos() {
        return lastThrottleNanos;
    }
}
