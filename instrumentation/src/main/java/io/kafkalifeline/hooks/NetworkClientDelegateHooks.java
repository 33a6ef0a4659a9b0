package io.kafkalifeline.hooks;

import static io.kafkalifeline.weave.Feature.REAUTHENTICATION;

import io.kafkalifeline.hooks.survival.Untold;
import io.kafkalifeline.weave.Hook;
import io.kafkalifeline.weave.Rewrites;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner.Typing;

/** How the new consumers of kafka-clients 3.9 look at a node before they fetch from it. */
@Rewrites("clients.consumer.internals.NetworkClientDelegate")
final class NetworkClientDelegateHooks {
    private NetworkClientDelegateHooks() {}

    /**
     * A node that refuses is passed over, as any node that is not available. In 3.x the exception would leave the
     * thread's loop before it has polled the network, again and again without a pause; the application hears of the
     * refusal by the metadata.
     */
    @Hook(
            feature = REAUTHENTICATION,
            method = "maybeThrowAuthFailure",
            descriptor = "(Lorg/apache/kafka/common/Node;)V",
            optional = true)
    static final class MaybeThrowAuthFailure {
        /** Returns what is to be thrown instead, in an array; null: what was thrown, if anything. */
        @Advice.OnMethodExit(inline = false, onThrowable = Throwable.class)
        @Advice.AssignReturned.ToThrown(index = 0, typing = Typing.DYNAMIC)
        static Object[] exit(@Advice.Thrown Throwable thrown) {
            return Untold.instead(thrown);
        }
    }
}
