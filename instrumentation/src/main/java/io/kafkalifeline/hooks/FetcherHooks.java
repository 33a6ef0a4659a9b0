package io.kafkalifeline.hooks;

import static io.kafkalifeline.weave.Feature.REAUTHENTICATION;

import io.kafkalifeline.hooks.survival.RecordsInHand;
import io.kafkalifeline.weave.Hook;
import io.kafkalifeline.weave.Rewrites;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner.Typing;

/** How a classic consumer asks for records. */
@Rewrites("clients.consumer.internals.Fetcher")
final class FetcherHooks {
    private FetcherHooks() {}

    /** A node that refuses does not cost the records that other nodes have sent (R19: nobody dies of a refusal that ends). */
    @Hook(feature = REAUTHENTICATION, method = "sendFetches", descriptor = "()I", optional = true)
    static final class SendFetches {
        /** Returns what is to be thrown instead, in an array; null: what was thrown, if anything. */
        @Advice.OnMethodExit(inline = false, onThrowable = Throwable.class)
        @Advice.AssignReturned.ToThrown(index = 0, typing = Typing.DYNAMIC)
        static Object[] exit(@Advice.Thrown Throwable thrown) {
            return thrown == null ? null : RecordsInHand.instead(thrown);
        }
    }
}
