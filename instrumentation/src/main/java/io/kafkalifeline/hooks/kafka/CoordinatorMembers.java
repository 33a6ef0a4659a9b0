package io.kafkalifeline.hooks.kafka;

import org.apache.kafka.clients.consumer.internals.AbstractCoordinator;

/** The private members of a classic consumer's {@code AbstractCoordinator}; its users say what they require. */
public final class CoordinatorMembers {
    private CoordinatorMembers() {}

    /** Has the next poll prepare the rejoin from its beginning. */
    public static void needsJoinPrepare(AbstractCoordinator coordinator) {
        Preparing.NEEDED.set(coordinator, true);
    }

    /** Starts a heartbeat thread where there is none, and lets it send heartbeats. */
    public static void startHeartbeats(AbstractCoordinator coordinator) {
        Beating.START.invoke(coordinator);
        Beating.ENABLE.invoke(Beating.THREAD.get(coordinator));
    }

    private static final class Preparing {
        static final PrivateField NEEDED = PrivateField.of(AbstractCoordinator.class, "needsJoinPrepare");
    }

    private static final class Beating {
        static final PrivateField THREAD = PrivateField.of(AbstractCoordinator.class, "heartbeatThread");
        static final PrivateMethod START = PrivateMethod.of(AbstractCoordinator.class, "startHeartbeatThreadIfNeeded");
        static final PrivateMethod ENABLE = PrivateMethod.of(
                PrivateMethod.type(
                        AbstractCoordinator.class,
                        "org.apache.kafka.clients.consumer.internals.AbstractCoordinator$HeartbeatThread"),
                "enable");
    }
}
