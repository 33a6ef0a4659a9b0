package io.kafkalifeline.session;

import io.kafkalifeline.session.traffic.Nanos;

/** What a granted lifetime is worth (R6: a session too short for a request is no session; R7: a session that was not
 * extended is used to its end; R8: odd lifetimes). */
public enum LifetimeKind {
    /** The session never ends, as far as the client has to care. */
    ENDLESS,
    /** The session ends, and a renewal before that grants a new lifetime. */
    ORDINARY,
    /** The renewal granted what was left of the old session; only after its end is there a new lifetime (R7). */
    NOT_EXTENDED,
    /** The session is over before a request could be answered, or was over when it was granted (R6). */
    USELESS;

    /** 146 years: nanoseconds cannot tell the end of a longer session from the past. */
    static final long LONGEST_LIFETIME_MS = Long.MAX_VALUE / 2 / Nanos.PER_MS;

    /** The threads of broker and client need this long for a request and a hold. */
    private static final long LEAST_ROOM_NANOS = 20 * Nanos.PER_MS;

    /** Whether nanoseconds cannot count that lifetime, so that the client must not try to (R8: odd lifetimes). */
    public static boolean isAbsurd(long lifetimeMs) {
        return lifetimeMs > LONGEST_LIFETIME_MS;
    }

    /**
     * Judges a lifetime by itself; {@code roundTripNanos} is the answering time of the request that it was granted for.
     * Whether it extends the session before is for {@link Grant} to tell.
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
