package io.kafkalifeline.session;

/**
 * What happens to the token of a connection's next re-authentication, besides that its source is asked, answers and
 * fails. Confined to the thread that drives the connection.
 */
public final class TokenEvents {
    private TokenEvents() {}

    /**
     * The source has answered with a token for the credentials of this mark.
     *
     * @param tookNanos how long the source itself took
     * @param ageNanos how old the token is already
     */
    public static void answered(Renewal renewal, long nowNanos, int mark, long tookNanos, long ageNanos) {
        if (renewal.prefetch.answered(nowNanos, mark, tookNanos, ageNanos) && renewal.session.awaitsCredentials()) {
            renewal.session.credentialsChanged();
        }
    }

    /**
     * The source has failed.
     *
     * @param tookNanos how long the source itself took for that
     */
    public static void failed(Renewal renewal, long nowNanos, long tookNanos) {
        renewal.prefetch.failed(nowNanos, tookNanos);
    }

    /** The token in hand may be older than the client's clock can tell: the machine has slept. */
    public static void outdated(Renewal renewal) {
        renewal.prefetch.outdated();
    }

    /** A re-authentication could not begin; nothing was written, and the session is what it was. */
    public static void notBegun(Renewal renewal, long nowNanos) {
        renewal.prefetch.notBegun(nowNanos);
    }
}
