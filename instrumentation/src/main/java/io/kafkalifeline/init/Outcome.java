package io.kafkalifeline.init;

/** How an initialisation or a re-authentication ended. */
public enum Outcome {
    /** The connection can carry ordinary requests. */
    READY("ready"),
    /** It failed and the client tries again without telling the application. */
    WILL_RETRY("will_retry"),
    /** It failed and the application is told. */
    FAILED("failed"),
    /** A re-authentication in place succeeded. */
    RENEWED("renewed"),
    /** A re-authentication failed and a fresh connection takes over. */
    RECONNECTED("reconnected"),
    /** The client closed the connection during a re-authentication: nothing failed, and nothing takes over. */
    ABANDONED("abandoned");

    private final String id;

    Outcome(String id) {
        this.id = id;
    }

    /** Whether nothing went wrong. */
    boolean isHarmless() {
        return this == READY || this == RENEWED || this == ABANDONED;
    }

    /** The attribute value that operators see. */
    public String id() {
        return id;
    }
}
