package io.kafkalifeline.session;

import io.kafkalifeline.session.traffic.Nanos;

/** What a granted lifetime is worth (R6–R8). */
public enum LifetimeKind {
    /** Never ends, as far as the client has to care. */
    ENDLESS,
    /** Ends, and a new one is granted before that. */
    ORDINARY,
    /** What was left of the session before; only after its end is there a new one (R7: not extended). */
    NOT_EXTENDED,
    /** Over before a request could be answered, or before it began (R6: no session). */
    USELESS;

    /** Beyond this the end is not a time that nanoseconds can tell apart from the past: 146 years. */
    static final long LONGEST_LIFETIME_MS = Long.MAX_VALUE / 2 / Nanos.PER_MS;

    /** What the broker's threads and the client's need to get a request and a hold done. */
    private static final long LEAST_ROOM_NANOS = 20 * Nanos.PER_MS;

    /** Whole milliseconds on the wire, and two readings of the clock. */
    private static final long ROUNDING_NANOS = 2 * Nanos.PER_MS;

    private static final int PART_OF_LIFETIME = 32;

    /** Whether nanoseconds cannot count that lifetime, so that the client must not try to (R8: odd lifetimes). */
    public static boolean isAbsurd(long lifetimeMs) {
        return lifetimeMs > LONGEST_LIFETIME_MS;
    }

    /**
     * @param previous the grant before on the same connection, or null
     * @param writtenNanos when the authentication's last request was written
     * @param grantedNanos when its answer arrived
     */
    static LifetimeKind of(
            LifetimeHistory lifetimes, Grant previous, long writtenNanos, long grantedNanos, long lifetimeMs) {
        if (lifetimeMs < 0 || isAbsurd(lifetimeMs)) {
            return ENDLESS;
        }
        if (lifetimeMs == 0) {
            return lifetimes.zeroMeansExpired() ? USELESS : ENDLESS;
        }
        long roundTrip = grantedNanos - writtenNanos;
        long room = lifetimeMs * Nanos.PER_MS - roundTrip;
        if (room < Math.max(LEAST_ROOM_NANOS, roundTrip / 2)) {
            return USELESS;
        }
        boolean extended = previous == null
                || !previous.expires()
                || writtenNanos + lifetimeMs * Nanos.PER_MS - previous.expiresNanos()
                        > tolerance(previous, roundTrip, lifetimeMs);
        return extended ? ORDINARY : NOT_EXTENDED;
    }

    /** Each end is known to a round trip; clocks of several hours drift. An extension is worth many times that. */
    private static long tolerance(Grant previous, long roundTrip, long lifetimeMs) {
        return Math.max(previous.roundTripNanos(), roundTrip)
                + ROUNDING_NANOS
                + lifetimeMs * Nanos.PER_MS / PART_OF_LIFETIME;
    }
}
