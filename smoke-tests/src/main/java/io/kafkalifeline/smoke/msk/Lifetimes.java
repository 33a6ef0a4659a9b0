package io.kafkalifeline.smoke.msk;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/** When the sessions that a script describes end. */
final class Lifetimes {
    private static final Map<String, Long> WINDOW_ENDS = new ConcurrentHashMap<>();

    private Lifetimes() {}

    /**
     * The end of a session that is granted now, in ms by the wall clock; null if it does not end.
     *
     * @param credentials null unless the mechanism is AWS_MSK_IAM
     */
    static Long end(Script script, Credentials credentials, long nowMs) {
        String lifetime = script.lifetime();
        if (lifetime == null) {
            return null;
        }
        if (lifetime.startsWith("window:")) {
            long windowMs = Long.parseLong(lifetime.substring("window:".length()));
            String whose = credentials == null ? "" : credentials.accessKeyId();
            return WINDOW_ENDS.compute(whose, (key, end) -> end == null || end <= nowMs ? nowMs + windowMs : end);
        }
        int range = lifetime.indexOf("..");
        if (range > 0) {
            long from = Long.parseLong(lifetime.substring(0, range));
            long to = Long.parseLong(lifetime.substring(range + 2));
            return nowMs + ThreadLocalRandom.current().nextLong(from, to + 1);
        }
        return nowMs + Long.parseLong(lifetime);
    }
}
