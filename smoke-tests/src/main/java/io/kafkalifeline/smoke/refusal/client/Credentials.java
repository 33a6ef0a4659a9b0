package io.kafkalifeline.smoke.refusal.client;

/** What the clients of this process log in with from now on; the parent says so. */
enum Credentials {
    GOOD,
    /** The callback handler throws. */
    HANDLER_THROWS,
    /** A password that the broker refuses. */
    REFUSED,
    /** Somebody else's, whom the broker lets in too, but not during a re-authentication. */
    SOMEBODY_ELSES,
    /** The endpoint that tokens come from answers 500. */
    ENDPOINT_DOWN;

    private static volatile Credentials current = GOOD;

    static Credentials current() {
        return current;
    }

    static void become(Credentials credentials) {
        current = credentials;
    }
}
