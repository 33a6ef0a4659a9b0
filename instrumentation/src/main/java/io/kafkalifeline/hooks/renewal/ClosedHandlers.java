package io.kafkalifeline.hooks.renewal;

import io.kafkalifeline.hooks.kafka.SaslChannelBuilderMembers;
import org.apache.kafka.common.network.SaslChannelBuilder;

/** The handlers of a client that is being closed. */
public final class ClosedHandlers {
    private ClosedHandlers() {}

    /** Whether a thread of ours, which is in a handler of that builder, closes the builder when it comes out. */
    public static boolean areClosedLater(SaslChannelBuilder builder) {
        for (Object handler :
                SaslChannelBuilderMembers.callbackHandlers(builder).values()) {
            HandlerTurn turn = HandlerTurn.known(handler);
            if (turn != null && turn.closing(builder)) {
                return true;
            }
        }
        return false;
    }
}
