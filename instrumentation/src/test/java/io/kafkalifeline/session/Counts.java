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

    final SimulatedThread.Faults faults = new SimulatedThread.Faults();

    long longestGapNanos;
}
