package io.kafkalifeline.session;

import io.kafkalifeline.session.traffic.Nanos;

/**
 * How fast the credential source of one connection answers, and what follows from that: how long before it is needed a
 * token is asked for, and how long it may lie about (R9: the token comes before the handshake, from another thread).
 */
final class AnswerTimes {
    private static final long LEAST_LEAD_NANOS = 30_000 * Nanos.PER_MS;
    /** Credentials rotate: a token that is much older than its re-authentication is asked for again. */
    private static final long LEAST_FRESHNESS_NANOS = 1_000 * Nanos.PER_MS;

    private static final long WORTH_REFRESHING_NANOS = 5_000 * Nanos.PER_MS;
    /** A source that answers from memory is asked so long before a re-authentication is due, at most. */
    private static final long LONGEST_WAKE_NANOS = 50 * Nanos.PER_MS;
    /**
     * A shorter session leaves too little time after its re-authentication is due for a source that is slow for once.
     */
    private static final long LEAST_UNPREPARED_NANOS = 20_000 * Nanos.PER_MS;

    private final CredentialTurns turns;
    private long slowestNanos;

    /** @param turns those of the client that the connection belongs to */
    AnswerTimes(CredentialTurns turns) {
        this.turns = turns;
    }

    /** The source took so long. */
    void took(long nanos) {
        slowestNanos = Math.max(nanos, slowestNanos - slowestNanos / 8);
    }

    /**
     * How long before the re-authentication the source is asked: as long as it may need where it is slow, is asked by
     * all connections of a client or has to be asked again. No longer than that, because a token should not be old when
     * it is used. One that is known to answer from memory is asked when it is due.
     */
    long leadNanos(long lifetimeNanos) {
        if (turns.answersFromMemory()) {
            return 0;
        }
        if (lifetimeNanos >= LEAST_UNPREPARED_NANOS && turns.isFast()) {
            return LONGEST_WAKE_NANOS;
        }
        return preparedLeadNanos(lifetimeNanos);
    }

    private long preparedLeadNanos(long lifetimeNanos) {
        long needed = turns.serialAnswers() * slowestNanos;
        return needed > lifetimeNanos
                ? lifetimeNanos
                : Math.min(lifetimeNanos / 4 * 3, Math.max(LEAST_LEAD_NANOS, needed));
    }

    /**
     * How long before the re-authentication a source is asked once more, for a fresher token: just before it where the
     * source is fast.
     */
    long refreshNanos(long lifetimeNanos) {
        if (turns.answersFromMemory()) {
            return 0;
        }
        return turns.isFast()
                ? Math.min(LONGEST_WAKE_NANOS, lifetimeNanos / 20)
                : Math.max(LEAST_FRESHNESS_NANOS, turns.serialAnswers() * slowestNanos);
    }

    /** How much older than a fresher one a token must be to be asked for again. */
    long worthRefreshingNanos() {
        return turns.isFast() ? LEAST_FRESHNESS_NANOS : WORTH_REFRESHING_NANOS;
    }

    /**
     * A token that is older was not used when it should have been: the client was not polled, or the machine slept.
     * Longer than a source is asked before a re-authentication is due, so that no answer is too old when it comes.
     */
    long longestAgeNanos(long lifetimeNanos) {
        long planned = turns.answersFromMemory()
                ? slowestNanos
                : Math.max(preparedLeadNanos(lifetimeNanos), refreshNanos(lifetimeNanos));
        return planned + Math.max(LEAST_FRESHNESS_NANOS, planned / 4);
    }
}
