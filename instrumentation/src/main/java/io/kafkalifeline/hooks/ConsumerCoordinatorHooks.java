package io.kafkalifeline.hooks;

import static io.kafkalifeline.weave.Feature.REAUTHENTICATION;

import io.kafkalifeline.hooks.survival.ClassicMember;
import io.kafkalifeline.weave.Hook;
import io.kafkalifeline.weave.Requires;
import io.kafkalifeline.weave.Rewrites;
import net.bytebuddy.asm.Advice;
import org.apache.kafka.clients.consumer.internals.AbstractCoordinator;

/** How a classic consumer prepares a rebalance. */
@Rewrites("clients.consumer.internals.ConsumerCoordinator")
final class ConsumerCoordinatorHooks {
    private ConsumerCoordinatorHooks() {}

    /**
     * A refusal that interrupts the preparation does not count as its end (R19: nobody dies of a refusal that ends).
     * Releases before 3.2 swallow it there.
     */
    @Hook(
            feature = REAUTHENTICATION,
            method = "onJoinPrepare",
            descriptor = "(Lorg/apache/kafka/common/utils/Timer;ILjava/lang/String;)Z",
            optional = true)
    @Requires(
            feature = REAUTHENTICATION,
            type = "clients.consumer.internals.AbstractCoordinator",
            members = "needsJoinPrepare")
    static final class OnJoinPrepare {
        @Advice.OnMethodExit(inline = false, onThrowable = Throwable.class)
        static void exit(@Advice.This Object self, @Advice.Thrown Throwable thrown) {
            if (thrown != null) {
                ClassicMember.joinPreparationFailed((AbstractCoordinator) self, thrown);
            }
        }
    }
}
