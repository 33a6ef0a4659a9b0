package io.kafkalifeline.session;

/**
 * Which lifetimes a cluster has granted to one client, and what a lifetime of 0 means there (R8: odd lifetimes; 0 is
 * "no expiry" or "already expired", and the wire does not tell which). Thread-safe.
 */
final class LifetimeHistory {
    private static final int CLOSED_TOO_OFTEN = 2;

    private boolean grantedPositive;
    private int closedAtFirstRequest;
    private boolean zeroWasEndless;
    private boolean absurdSeen;

    /** Whether a lifetime of 0 stands for "already expired" and not for "no expiry". */
    synchronized boolean zeroMeansExpired() {
        return closedAtFirstRequest >= CLOSED_TOO_OFTEN || (grantedPositive && !zeroWasEndless);
    }

    /** A lifetime above 0 was granted. */
    synchronized void positiveGranted() {
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
     * A broker refused to renew what had been taken for an expired session: it does so where sessions do not expire,
     * for instance after an operator has switched expiry off. Without this the client would never send anything again.
     */
    synchronized void zeroNotRenewed() {
        closedAtFirstRequest = 0;
        zeroWasEndless = true;
    }

    /** Notes an absurd lifetime; returns true for the first one only. */
    synchronized boolean firstAbsurd() {
        boolean first = !absurdSeen;
        absurdSeen = true;
        return first;
    }
}
