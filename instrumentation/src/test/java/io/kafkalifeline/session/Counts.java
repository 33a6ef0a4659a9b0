package io.kafkalifeline.session;

/** What happened in a simulation. */
final class Counts {
    /** Ordinary requests that the broker took off the socket after the session's end. */
    int expiredKilled;

    /** Re-authentications that began within the broker's second. */
    int illegalSaslState;

    int connections;
    int renewals;
    int grants;
    int written;
    int answered;

    /** Times that a timer set to nextChangeNanos woke the client and nothing had changed. */
    int vainWakeUps;

    /** Times that an answer had changed by time alone before nextChangeNanos. */
    int missedChanges;

    long longestGapNanos;
}
