package io.kafkalifeline.hooks.survival;

import io.kafkalifeline.hooks.kafka.NewConsumerMembers;
import org.apache.kafka.common.errors.AuthenticationException;

/**
 * A refusal of which nobody is to hear where a new consumer looks at a node, because the application hears of it by the
 * metadata. Consumer's network thread.
 */
public final class Untold {
    private Untold() {}

    /** Returns what is to be thrown instead, which is nothing, in an array; null for everything but a refusal. */
    public static Object[] instead(Throwable thrown) {
        return thrown instanceof AuthenticationException && NewConsumerMembers.leavesLoopByException()
                ? new Object[] {null}
                : null;
    }
}
