package io.kafkalifeline.hooks.survival;

import io.kafkalifeline.hooks.kafka.CoordinatorMembers;
import org.apache.kafka.clients.consumer.internals.AbstractCoordinator;
import org.apache.kafka.common.errors.AuthenticationException;

/**
 * What a refusal leaves behind in a member of a classic group after the application was told. The thread that polls.
 */
public final class ClassicMember {
    private ClassicMember() {}

    /**
     * The heartbeat thread has died, and {@code poll} is about to throw why. Kafka starts another one only for a rejoin
     * (KAFKA-20253), of which a member without heartbeats never hears: it polls without a pause, and the group goes on
     * without it. So another one starts now.
     */
    public static void heartbeatThreadFailed(AbstractCoordinator coordinator, Throwable why) {
        if (why instanceof AuthenticationException) {
            CoordinatorMembers.startHeartbeats(coordinator);
        }
    }

    /**
     * The commit before a rejoin has met a refusal, which {@code poll} is about to throw. Kafka has noted already that
     * the preparation is over, and the partitions, marked as about to be revoked, would never be fetched from again.
     */
    public static void joinPreparationFailed(AbstractCoordinator coordinator, Throwable why) {
        if (why instanceof AuthenticationException) {
            CoordinatorMembers.needsJoinPrepare(coordinator);
        }
    }
}
