package io.kafkalifeline.session;

import io.kafkalifeline.session.traffic.Nanos;

/** One session as the broker granted it, and its timetable. Immutable; times are of the client's clock. */
final class Grant {
    /**
     * A pause of the broker, as any garbage collector or neighbour makes, must not end a session with a request in
     * hand.
     */
    private static final long LEAST_SLACK_NANOS = 75 * Nanos.PER_MS;

    /** This part of a session is given up for more slack, where the broker's second leaves room for it. */
    private static final int PART_FOR_SLACK = 24;

    /** The first renewal need not wait for that second, and a broker that lets clients in may still be warming up. */
    private static final long FIRST_SLACK_NANOS = 250 * Nanos.PER_MS;

    private static final long LONGEST_SLACK_NANOS = 1_000 * Nanos.PER_MS;
    private static final long NO_HOLD_NANOS = 1_100 * Nanos.PER_MS;

    /** The wire leaves out fractions of a millisecond, and the two clocks do not run at quite the same rate. */
    private static final long SURELY_OVER_NANOS = 2 * Nanos.PER_MS;

    /** Whole milliseconds on the wire, and two readings of the clock. */
    private static final long ROUNDING_NANOS = 2 * Nanos.PER_MS;

    /** Clocks of several hours drift. */
    private static final int PART_FOR_DRIFT = 32;

    private final LifetimeKind kind;
    private final long lifetimeMs;
    private final long writtenNanos;
    private final long grantedNanos;
    private final long renewNanos;
    private final boolean first;

    /**
     * What was granted.
     *
     * @param previous the grant before on the same connection, or null
     * @param first on this connection
     * @param writtenNanos when the authentication's last request was written
     * @param grantedNanos when its answer arrived
     * @param random in [0, 1)
     */
    Grant(
            LifetimeHistory lifetimes,
            Grant previous,
            boolean first,
            long lifetimeMs,
            long writtenNanos,
            long grantedNanos,
            double random) {
        this.first = first;
        this.lifetimeMs = lifetimeMs;
        this.writtenNanos = writtenNanos;
        this.grantedNanos = grantedNanos;
        LifetimeKind alone = LifetimeKind.of(lifetimes, roundTripNanos(), lifetimeMs);
        this.kind = alone == LifetimeKind.ORDINARY && !extendsThat(previous) ? LifetimeKind.NOT_EXTENDED : alone;
        this.renewNanos = expires() ? writtenNanos + (long) (lifetimeNanos() * (0.85 + 0.10 * random)) : writtenNanos;
    }

    /** Each end is known to a round trip; an extension is worth many times that. */
    private boolean extendsThat(Grant previous) {
        return previous == null
                || !previous.expires()
                || expiresNanos() - previous.expiresNanos()
                        > Math.max(previous.roundTripNanos(), roundTripNanos())
                                + ROUNDING_NANOS
                                + lifetimeNanos() / PART_FOR_DRIFT;
    }

    LifetimeKind kind() {
        return kind;
    }

    boolean expires() {
        return kind != LifetimeKind.ENDLESS;
    }

    long lifetimeMs() {
        return lifetimeMs;
    }

    long roundTripNanos() {
        return grantedNanos - writtenNanos;
    }

    /** The session does not end before (R1: a session ends no later than the broker says). */
    long expiresNanos() {
        return writtenNanos + lifetimeNanos();
    }

    /**
     * The last time at which a request may be taken off the socket by the broker, the way there left out (R2: requests
     * arrive in time). Caution costs at most three quarters of the session, so that each session carries something.
     *
     * @param sendingNanos what a request itself may take to arrive as a whole
     */
    long lastUseNanos(long variationNanos, long sendingNanos) {
        long room = expiresNanos() - grantedNanos;
        // No two requests are quite as large.
        long needed = variationNanos + Math.max(slackNanos(), sendingNanos + sendingNanos / 8);
        return expiresNanos() - Math.min(needed, room / 4 * 3);
    }

    private long slackNanos() {
        if (kind != LifetimeKind.ORDINARY) {
            return LEAST_SLACK_NANOS;
        }
        long free = Math.min(lifetimeNanos() / PART_FOR_SLACK, lifetimeNanos() - NO_HOLD_NANOS);
        long least = first ? FIRST_SLACK_NANOS : LEAST_SLACK_NANOS;
        return Math.max(least, Math.min(free, LONGEST_SLACK_NANOS));
    }

    /**
     * When to re-authenticate if nothing else forbids it: before an ordinary session ends (R3: when a renewal is due),
     * after any other has ended (R6: too short is no session; R7: not extended).
     */
    long renewNanos(long lastUseNanos) {
        return kind == LifetimeKind.ORDINARY
                ? Nanos.earlier(renewNanos, lastUseNanos)
                : Nanos.later(grantedNanos, surelyOverNanos());
    }

    /** The broker began to count before its answer arrived here. */
    private long surelyOverNanos() {
        return grantedNanos + lifetimeNanos() + SURELY_OVER_NANOS;
    }

    private long lifetimeNanos() {
        return lifetimeMs * Nanos.PER_MS;
    }
}
