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
    /** An answer that came so fast came from memory, unless a slow one was seen lately. */
    private static final long FROM_MEMORY_NANOS = 20 * Nanos.PER_MS;

    private static final long SLOW_NANOS = 250 * Nanos.PER_MS;
    /** A source that answers from memory is asked so long before a re-authentication is due, at most. */
    private static final long LONGEST_WAKE_NANOS = 50 * Nanos.PER_MS;

    private boolean known;
    private long lastNanos;
    private long slowestNanos;

    /** The source took so long. */
    void took(long nanos) {
        slowestNanos = Math.max(nanos, slowestNanos - slowestNanos / 8);
        lastNanos = nanos;
        known = true;
    }

    private boolean isFast() {
        return known && lastNanos <= FROM_MEMORY_NANOS && slowestNanos <= SLOW_NANOS;
    }

    /**
     * How long before the re-authentication the source is asked: as long as it may need where it is slow, is asked by
     * all connections of a client or has to be asked again. No longer than that, because a token should not be old when
     * it is used. One that answers from memory is asked when it is due.
     */
    long leadNanos(CredentialTurns turns, long lifetimeNanos) {
        if (turns.answersFromMemory()) {
            return 0;
        }
        long needed = turns.serialAnswers() * slowestNanos;
        return needed > lifetimeNanos
                ? lifetimeNanos
                : Math.min(lifetimeNanos / 4 * 3, Math.max(LEAST_LEAD_NANOS, needed));
    }

    /**
     * How long before the re-authentication a source is asked once more, for a fresher token: just before it where the
     * source is fast.
     */
    long refreshNanos(CredentialTurns turns, long lifetimeNanos) {
        return isFast()
                ? Math.min(LONGEST_WAKE_NANOS, lifetimeNanos / 20)
                : Math.max(LEAST_FRESHNESS_NANOS, turns.serialAnswers() * slowestNanos);
    }

    /** How much older than a fresher one a token must be to be asked for again. */
    long worthRefreshingNanos() {
        return isFast() ? LEAST_FRESHNESS_NANOS : WORTH_REFRESHING_NANOS;
    }

    /** A token that is older is not used: the client was not polled for long. */
    long longestAgeNanos(CredentialTurns turns) {
        return turns.answersFromMemory()
                ? LEAST_FRESHNESS_NANOS
                : 2 * Math.max(LEAST_LEAD_NANOS, turns.serialAnswers() * slowestNanos);
    }
}
