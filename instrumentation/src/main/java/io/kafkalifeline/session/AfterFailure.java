package io.kafkalifeline.session;

/**
 * What a client does when an authentication has failed: from one connection to the next (R10: a failed renewal is never
 * the last word; R11: refusals that pass are waited out). What it does within a connection is {@link Renewal}'s.
 *
 * <pre>
 *   what failed                        let in before   patience   what follows
 *   a re-authentication, however       (always)        -          AT_ONCE      a fresh connection is the judge (R10)
 *   a first one, not for credentials   -               -          KAFKAS       name, network, TLS: Kafka's own schedule
 *   a first one, refused               never           -          KAFKAS       told at once, as ever
 *   a first one, refused               yes             left       LATER        nobody is told (R11)
 *   a first one, refused               yes             over       SURFACES     told as ever, and tried once a second
 * </pre>
 *
 * Immutable.
 */
public final class AfterFailure {
    /** What has failed. */
    public enum Failed {
        /** A re-authentication: refused, cut off or not answered. */
        REAUTHENTICATION,
        /** A first authentication before the broker looked at the credentials. */
        BEFORE_CREDENTIALS,
        /** A first authentication, by the broker's word. */
        CREDENTIALS,
    }

    /** What follows. */
    public enum Kind {
        /** The next connection is made at once, a {@link ReplacementDelay} apart from others, and nobody is told. */
        AT_ONCE,
        /** It is made after {@link #afterNanos}, and nobody is told. */
        LATER,
        /** The application is told; the next connection is made after {@link #afterNanos} at the earliest. */
        SURFACES,
        /** Kafka decides, as without the agent. */
        KAFKAS,
    }

    private static final AfterFailure KAFKAS = new AfterFailure(Kind.KAFKAS, 0);

    private final Kind kind;
    private final long afterNanos;

    private AfterFailure(Kind kind, long afterNanos) {
        this.kind = kind;
        this.afterNanos = afterNanos;
    }

    /**
     * Decides what follows.
     *
     * @param patience the client's patience with this broker
     * @param refusal the broker's words, or null
     */
    public static AfterFailure of(Failed failed, Patience patience, long nowNanos, String refusal) {
        if (failed == Failed.REAUTHENTICATION) {
            return new AfterFailure(Kind.AT_ONCE, patience.replacementNanos(nowNanos));
        }
        if (failed == Failed.BEFORE_CREDENTIALS || !patience.hasLetIn()) {
            return KAFKAS;
        }
        long delayNanos = patience.refused(nowNanos, refusal);
        return delayNanos == Patience.SURFACE
                ? new AfterFailure(Kind.SURFACES, patience.surfaced(nowNanos))
                : new AfterFailure(Kind.LATER, delayNanos);
    }

    /** What follows. */
    public Kind kind() {
        return kind;
    }

    /** After how many nanoseconds from the failure the next connection may be made; 0 where Kafka decides. */
    public long afterNanos() {
        return afterNanos;
    }

    /** Whether the application is told. */
    public boolean isTold() {
        return kind == Kind.SURFACES || kind == Kind.KAFKAS;
    }
}
