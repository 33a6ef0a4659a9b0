package io.kafkalifeline.hooks.survival;

import io.kafkalifeline.hooks.kafka.NewConsumerMembers;

/**
 * What a new consumer's {@code poll} has told its network thread and that thread has not read yet. As long as a heartbeat
 * is due that cannot be sent, the thread asks {@code poll} to come back at once. A share consumer of 4.1 then tells it
 * three things each time, hundreds of thousands of times a second, which fill the heap and stop all else in the JVM (since
 * 4.2 only one is under way). Application's thread.
 */
public final class UnreadEvents {
    /** More than one round of {@code poll} leaves. */
    private static final int BEHIND = 4;
    /** Ends early when records arrive. */
    private static final long CATCH_UP_MS = 10;

    private UnreadEvents() {}

    /** Returns for how many ms {@code poll} may wait for records. */
    public static long waitMs(Object networkThread, long waitMs) {
        return waitMs <= 0 && NewConsumerMembers.unreadEvents(networkThread) > BEHIND ? CATCH_UP_MS : waitMs;
    }
}
