package io.kafkalifeline.log;

import java.util.Locale;
import java.util.Set;

/** What brokers and identity providers say word for word, and operators look for: shown in quotes, too. */
final class Phrases {
    private static final Set<String> ALL = Set.of(
            "access denied",
            "authentication failed",
            "connection refused",
            "connection reset",
            "invalid username or password",
            "session too short",
            "too many connects",
            "token expired",
            "token has expired",
            "the token has expired",
            "token is expired",
            "invalid client credentials",
            "client authentication failed",
            "invalid token");

    private Phrases() {}

    static boolean isOne(String text) {
        return ALL.contains(text.toLowerCase(Locale.ROOT));
    }
}
