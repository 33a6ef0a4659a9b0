package io.kafkalifeline.hooks.renewal;

/**
 * When a mechanism calls its callback handler: while its client is made, for its first token, for the later ones. Of a
 * mechanism that is not known, always.
 */
final class HandlerCalls {
    private final boolean known;
    private final boolean whenMade;
    private final boolean later;

    private HandlerCalls(boolean known, boolean whenMade, boolean later) {
        this.known = known;
        this.whenMade = whenMade;
        this.later = later;
    }

    static HandlerCalls of(String mechanism) {
        switch (mechanism) {
            case "PLAIN":
                // The JDK's client asks for name and password as soon as it is made, and has both then.
                return new HandlerCalls(true, true, false);
            case "AWS_MSK_IAM":
            case "OAUTHBEARER":
            case "GSSAPI":
                return new HandlerCalls(true, false, false);
            case "SCRAM-SHA-256":
            case "SCRAM-SHA-512":
                // The name with the first token, the password with the second.
                return new HandlerCalls(true, false, true);
            default:
                return new HandlerCalls(false, true, true);
        }
    }

    boolean whenMade() {
        return whenMade;
    }

    boolean forFirstToken() {
        return !known || !whenMade;
    }

    boolean forLaterTokens() {
        return later;
    }
}
