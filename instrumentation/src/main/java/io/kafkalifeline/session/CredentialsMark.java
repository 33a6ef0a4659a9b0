package io.kafkalifeline.session;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Tells whether two first SASL tokens stand for the same credentials (R7: a session that was not extended is used to
 * its end, or until the credentials change). Many tokens are new each time, whoever they are for, so only some
 * mechanisms let it be told. Keeps no part of a token.
 */
public final class CredentialsMark {
    /** The mark of credentials that cannot be told apart. */
    public static final int UNKNOWN = 0;

    private static final String ACCESS_KEY = "\"x-amz-credential\":\"";

    private CredentialsMark() {}

    /**
     * Marks the credentials that a token stands for.
     *
     * @param mechanism its SASL name
     * @param token what the client says first; may be null
     * @return the same for the same credentials, or {@link #UNKNOWN}
     */
    public static int of(String mechanism, byte[] token) {
        if (token == null || token.length == 0) {
            return UNKNOWN;
        }
        switch (mechanism) {
            case "AWS_MSK_IAM":
                return ofSignature(new String(token, StandardCharsets.UTF_8));
            case "OAUTHBEARER":
            case "PLAIN":
                return Arrays.hashCode(token);
            default:
                return UNKNOWN;
        }
    }

    /** Temporary credentials have an access key of their own; the rest of the payload changes with the time. */
    private static int ofSignature(String payload) {
        int begin = payload.indexOf(ACCESS_KEY);
        int end = payload.indexOf('/', begin + ACCESS_KEY.length());
        return begin < 0 || end < 0
                ? UNKNOWN
                : payload.substring(begin + ACCESS_KEY.length(), end).hashCode();
    }
}
