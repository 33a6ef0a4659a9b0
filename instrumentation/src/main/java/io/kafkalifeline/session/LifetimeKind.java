package io.kafkalifeline.session;

import io.kafkalifeline.session.traffic.Nanos;

/** What a granted lifetime is worth (R6: too short is no session; R7: not extended; R8: odd lifetimes). */
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

    /** Whether nanoseconds cannot count that lifetime, so that the client must not try to (R8: odd lifetimes). */
    public static boolean isAbsurd(long lifetimeMs) {
        return lifetimeMs > LONGEST_LIFETIME_MS;
    }

    /**
     * What a lifetime is worth that was granted after an answering time of {@code roundTripNanos}; whether it is an
     * extension is for a grant to tell.
     */
    static LifetimeKind of(LifetimeHistory lifetimes, long roundTripNanos, long lifetimeMs) {
        if (lifetimeMs < 0 || isAbsurd(lifetimeMs)) {
            return ENDLESS;
        }
        if (lifetimeMs == 0) {
            return lifetimes.zeroMeansExpired() ? USELESS : ENDLESS;
        }
        long room = lifetimeMs * Nanos.PER_MS - roundTripNanos;
        return room < Math.max(LEAST_ROOM_NANOS, roundTripNanos / 2) ? USELESS : ORDINARY;
    }
}
