package io.kafkalifeline.hooktests.cluster;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An unsecured token of OAUTHBEARER (RFC 7628), as Kafka's own login makes them for tests. */
record BearerToken(String user, double expires) {
    private static final Pattern IN_MESSAGE = Pattern.compile("auth=Bearer [^.]*\\.([^.]*)\\.");
    private static final Pattern SUBJECT = Pattern.compile("\"sub\"\\s*:\\s*\"([^\"]*)\"");
    private static final Pattern EXPIRES = Pattern.compile("\"exp\"\\s*:\\s*([0-9.E+]+)");

    /** Null where the message is one of another mechanism. */
    static BearerToken of(String message) {
        Matcher token = IN_MESSAGE.matcher(message);
        if (!token.find()) {
            return null;
        }
        String claims = new String(Base64.getUrlDecoder().decode(token.group(1)), StandardCharsets.UTF_8);
        return new BearerToken(first(SUBJECT, claims), Double.parseDouble(first(EXPIRES, claims)));
    }

    private static String first(Pattern pattern, String claims) {
        Matcher found = pattern.matcher(claims);
        if (!found.find()) {
            throw new IllegalArgumentException("no " + pattern + " in the token");
        }
        return found.group(1);
    }

    /** How long it is still good for; at least a millisecond. */
    Duration left() {
        return Duration.ofMillis(Math.max(1, (long) (expires * 1_000) - System.currentTimeMillis()));
    }
}
