package io.kafkalifeline.hooks;

import static io.kafkalifeline.weave.Feature.REAUTHENTICATION;

import io.kafkalifeline.hooks.survival.LostHeartbeat;
import io.kafkalifeline.weave.Hook;
import io.kafkalifeline.weave.Requires;
import io.kafkalifeline.weave.Rewrites;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner.Typing;

/**
 * The heartbeats of KIP-848 and share consumers (3.7 to 3.9 in a class each, one for both since 4.0) and of Streams' own
 * groups (KIP-1071, since 4.1).
 */
@Rewrites({
    "clients.consumer.internals.HeartbeatRequestManager",
    "clients.consumer.internals.ShareHeartbeatRequestManager",
    "clients.consumer.internals.AbstractHeartbeatRequestManager",
    "clients.consumer.internals.StreamsGroupHeartbeatRequestManager"
})
final class HeartbeatRequestManagerHooks {
    private HeartbeatRequestManagerHooks() {}

    /** A refusal does not end the membership for ever (R19: nobody dies of a refusal that ends). */
    @Hook(feature = REAUTHENTICATION, method = "onFailure", descriptor = "(Ljava/lang/Throwable;J)V", optional = true)
    @Requires(feature = REAUTHENTICATION, type = "common.errors.NetworkException")
    static final class OnFailure {
        /** Returns what is to be handled instead, or null. */
        @Advice.OnMethodEnter(inline = false)
        @Advice.AssignReturned.ToArguments(
                @Advice.AssignReturned.ToArguments.ToArgument(value = 0, typing = Typing.DYNAMIC))
        static Object enter(@Advice.Argument(0) Throwable failure) {
            return LostHeartbeat.of(failure);
        }
    }
}
