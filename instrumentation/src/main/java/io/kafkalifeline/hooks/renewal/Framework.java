package io.kafkalifeline.hooks.renewal;

import java.util.regex.Pattern;

/**
 * Whether a client belongs to Kafka Streams or to Kafka Connect. A thread of Streams and a worker or a task of Connect end
 * for ever when they are told of a refusal.
 */
final class Framework {
    /** As they name the clients that have threads of their own. {@code StreamsConfig}, {@code Worker}. */
    private static final Pattern CLIENT_ID = Pattern.compile(".+-StreamThread-\\d+-.+"
            + "|.+-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}-(admin|global-consumer)"
            + "|connector-(producer|consumer|adminclient|dlq-producer)-.+-\\d+");

    private static final StackWalker STACK = StackWalker.getInstance();

    private Framework() {}

    /** Whether the client of that id, which this thread is polling, is one of theirs. */
    static boolean owns(String clientId) {
        return CLIENT_ID.matcher(clientId).matches()
                || STACK.walk(frames -> frames.anyMatch(frame -> isTheirs(frame.getClassName())));
    }

    private static boolean isTheirs(String className) {
        return className.startsWith("org.apache.kafka.streams.") || className.startsWith("org.apache.kafka.connect.");
    }
}
