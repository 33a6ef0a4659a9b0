package io.kafkalifeline.smoke.refusal;

/**
 * A refusal as the table names it.
 *
 * @param words for the table
 * @param listener whose clients meet it
 * @param credentials the switch of the clients' process
 * @param lastsMs how long it lasts
 */
record Refusal(String words, String listener, String credentials, long lastsMs) {
    static final String PLAIN = "PLAIN";
    static final String TOKENS = "TOKENS";

    static Refusal brokerRefuses(long lastsMs) {
        return new Refusal("broker refuses", PLAIN, "REFUSED", lastsMs);
    }

    static Refusal handlerThrows(long lastsMs) {
        return new Refusal("handler throws", PLAIN, "HANDLER_THROWS", lastsMs);
    }

    static Refusal principalChanges(long lastsMs) {
        return new Refusal("principal changes", PLAIN, "SOMEBODY_ELSES", lastsMs);
    }

    static Refusal endpointDown(long lastsMs) {
        return new Refusal("token endpoint down", TOKENS, "ENDPOINT_DOWN", lastsMs);
    }
}
