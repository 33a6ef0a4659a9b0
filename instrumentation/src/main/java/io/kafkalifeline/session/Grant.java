package io.kafkalifeline.session;

import io.kafkalifeline.session.traffic.Nanos;

/** One session as the broker granted it, and its timetable. Immutable; times are of the client's clock. */
final class Grant {
    /**
     * A pause of the broker, as any garbage collector or neighbour makes, must not end a session with a request in
     * hand.
     */
    private static final long LEAST_SLACK_NANOS = 75 * Nanos.PER_MS;

    /** One part in so many of a session is given up for more slack, where the broker's second leaves room for it. */
    private static final int PART_FOR_SLACK = 24;

    /** In a connection's first session: its renewal need not wait for that second, and the broker may be warming up. */
    private static final long FIRST_SLACK_NANOS = 250 * Nanos.PER_MS;

    private static final long LONGEST_SLACK_NANOS = 1_000 * Nanos.PER_MS;
    private static final long NO_HOLD_NANOS = 1_100 * Nanos.PER_MS;

    /** After this a session is over for sure: lifetimes are whole milliseconds, and the two clocks differ a little. */
    private static final long SURELY_OVER_NANOS = 2 * Nanos.PER_MS;

    /** Lifetimes are whole milliseconds on the wire, and the clock is read twice. */
    private static final long ROUNDING_NANOS = 2 * Nanos.PER_MS;

    /** Two clocks drift apart over hours: one part in so many of a lifetime is not counted as an extension. */
    private static final int PART_FOR_DRIFT = 32;

    private final LifetimeKind kind;
    private final long lifetimeMs;
    private final long writtenNanos;
    private final long grantedNanos;
    private final long renewNanos;
    private final boolean first;

    /**
     * Notes what was granted.
     *
     * @param previous the grant before on the same connection, or null
     * @param first whether it is the first on this connection
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

    /** Whether this session ends noticeably later than that one. Each end is known to a round trip. */
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

    /** The session does not end before this time (R1: a session ends no later than the broker says). */
    long expiresNanos() {
        return writtenNanos + lifetimeNanos();
    }

    /**
     * The last time at which the broker may take a request off the socket, without the way there (R2: requests
     * arrive in time). Caution costs at most three quarters of the session, so that each session carries something.
     *
     * @param sendingNanos what a request itself may take to arrive as a whole
     */
    long lastUseNanos(long variationNanos, long sendingNanos) {
        long room = expiresNanos() - grantedNanos;
        // The next large request may be a little larger than the last one.
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
     * after any other has ended (R6: a session too short for a request is no session; R7: a session that was not
     * extended is used to its end).
     */
    long renewNanos(long lastUseNanos) {
        return kind == LifetimeKind.ORDINARY
                ? Nanos.earlier(renewNanos, lastUseNanos)
                : Nanos.later(grantedNanos, surelyOverNanos());
    }

    /** The session is over for sure: the broker began to count before its answer arrived here. */
    private long surelyOverNanos() {
        return grantedNanos + lifetimeNanos() + SURELY_OVER_NANOS;
    }

    private long lifetimeNanos() {
        return lifetimeMs * Nanos.PER_MS;
    }
}
