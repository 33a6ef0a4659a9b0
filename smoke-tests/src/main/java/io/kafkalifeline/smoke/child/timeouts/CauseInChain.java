package io.kafkalifeline.smoke.child.timeouts;

import java.util.regex.Pattern;

/** Finds the agent's words in what {@link Chain} makes of a timeout. */
public final class CauseInChain {
    private static final Pattern CAUSE = Pattern.compile(
            "TimeoutException: .* org\\.apache\\.kafka\\.common\\.KafkaException: (broker |the client's )");
    /** What is in brackets, besides the broker's id. */
    private static final Pattern ADVICE = Pattern.compile("\\((?!id )[^()]{20}");

    private CauseInChain() {}

    /** Whether there are any. */
    public static boolean isIn(String chain) {
        return CAUSE.matcher(chain).find();
    }

    /** Whether they say more than how far a young attempt has come. */
    public static boolean advisesIn(String chain) {
        return isIn(chain) && ADVICE.matcher(chain).find();
    }
}
