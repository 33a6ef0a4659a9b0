package io.kafkalifeline.hooks.kafka;

import java.util.Collection;
import org.apache.kafka.clients.NetworkClient;

/** How the releases of the new consumers differ in their private parts. */
public final class NewConsumerMembers {
    private NewConsumerMembers() {}

    /**
     * Whether an exception of one of its request managers leaves the loop of the consumer's thread before the network is
     * polled: in 3.x, where the heartbeats' class has its first name.
     */
    public static boolean leavesLoopByException() {
        return FirstGeneration.IS_IT;
    }

    /** How many events of the application's thread that consumer's network thread has not read yet. */
    public static int unreadEvents(Object networkThread) {
        return ((Collection<?>) Events.QUEUE.get(networkThread)).size();
    }

    private static final class Events {
        static final PrivateField QUEUE = PrivateField.of(
                NetworkClient.class,
                "org.apache.kafka.clients.consumer.internals.ConsumerNetworkThread",
                "applicationEventQueue");
    }

    /** Optional: from 4.0 on it is an abstract class of another name. */
    private static final class FirstGeneration {
        static final boolean IS_IT = isIt();

        private static boolean isIt() {
            try {
                Class.forName(
                        "org.apache.kafka.clients.consumer.internals.HeartbeatRequestManager",
                        false,
                        NetworkClient.class.getClassLoader());
                return true;
            } catch (ReflectiveOperationException e) {
                return false;
            }
        }
    }
}
