package io.kafkalifeline.session.traffic;

/** Arithmetic on times of the client's clock, which may wrap as {@link System#nanoTime}: only differences compare. */
public final class Nanos {
    /** Nanoseconds in a millisecond. */
    public static final long PER_MS = 1_000_000;

    /** The time that never comes. */
    public static final long NEVER = Long.MAX_VALUE;

    private Nanos() {}

    /** Whether that time has come; {@link #NEVER} never has. */
    public static boolean reached(long now, long time) {
        return time != NEVER && now - time >= 0;
    }

    /** The later one of two times. */
    public static long later(long a, long b) {
        return a - b >= 0 ? a : b;
    }

    /** The earlier one of two times. */
    public static long earlier(long a, long b) {
        return a - b <= 0 ? a : b;
    }

    /** The earlier one of those of two times that are still to come; {@link #NEVER} if none is. */
    public static long nextOf(long now, long a, long b) {
        boolean aToCome = a != NEVER && a - now > 0;
        boolean bToCome = b != NEVER && b - now > 0;
        if (aToCome && bToCome) {
            return earlier(a, b);
        }
        return aToCome ? a : bToCome ? b : NEVER;
    }

    /** Whole milliseconds, rounded up, at least 1. */
    public static long toMsAtLeastOne(long nanos) {
        return Math.max(1, (nanos + PER_MS - 1) / PER_MS);
    }
}
