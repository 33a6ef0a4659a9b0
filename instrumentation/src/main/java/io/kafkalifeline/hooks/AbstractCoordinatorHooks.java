package io.kafkalifeline.hooks;

import static io.kafkalifeline.weave.Feature.REAUTHENTICATION;

import io.kafkalifeline.hooks.survival.ClassicMember;
import io.kafkalifeline.weave.Hook;
import io.kafkalifeline.weave.Requires;
import io.kafkalifeline.weave.Rewrites;
import net.bytebuddy.asm.Advice;
import org.apache.kafka.clients.consumer.internals.AbstractCoordinator;

/** The heartbeats of classic consumers, and of Connect's workers. */
@Rewrites("clients.consumer.internals.AbstractCoordinator")
final class AbstractCoordinatorHooks {
    private AbstractCoordinatorHooks() {}

    /** Replaces the thread that has died of a refusal (R19: nobody dies of a refusal that ends). */
    @Hook(feature = REAUTHENTICATION, method = "pollHeartbeat", descriptor = "(J)V", optional = true)
    @Requires(
            feature = REAUTHENTICATION,
            type = "clients.consumer.internals.AbstractCoordinator",
            members = {"heartbeatThread", "startHeartbeatThreadIfNeeded()"})
    @Requires(
            feature = REAUTHENTICATION,
            type = "clients.consumer.internals.AbstractCoordinator$HeartbeatThread",
            members = "enable()")
    static final class PollHeartbeat {
        @Advice.OnMethodExit(inline = false, onThrowable = Throwable.class)
        static void exit(@Advice.This AbstractCoordinator self, @Advice.Thrown Throwable thrown) {
            if (thrown != null) {
                ClassicMember.heartbeatThreadFailed(self, thrown);
            }
        }
    }
}
