package io.kafkalifeline.hooks;

import static io.kafkalifeline.weave.Feature.DIAGNOSIS;

import io.kafkalifeline.hooks.timeouts.FailingCall;
import io.kafkalifeline.weave.Hook;
import io.kafkalifeline.weave.Rewrites;
import net.bytebuddy.asm.Advice;

/** What an admin client's caller holds. */
@Rewrites("common.internals.KafkaFutureImpl")
final class KafkaFutureHooks {
    private KafkaFutureHooks() {}

    /** See {@link FailingCall}. */
    @Hook(feature = DIAGNOSIS, method = "completeExceptionally", descriptor = "(Ljava/lang/Throwable;)Z")
    static final class CompleteExceptionally {
        @Advice.OnMethodEnter(inline = false)
        static void enter(@Advice.Argument(0) Throwable exception) {
            FailingCall.futureFails(exception);
        }
    }
}
