package io.kafkalifeline.hooks;

import static io.kafkalifeline.weave.Feature.DIAGNOSIS;

import io.kafkalifeline.hooks.timeouts.FailingCall;
import io.kafkalifeline.weave.Hook;
import io.kafkalifeline.weave.Rewrites;
import net.bytebuddy.asm.Advice;

/** A call of an admin client, whose failure completes futures. The class is not public, hence {@code Object self}. */
@Rewrites("clients.admin.KafkaAdminClient$Call")
final class AdminCallHooks {
    private AdminCallHooks() {}

    /** An attempt has failed, or the call has timed out. */
    @Hook(feature = DIAGNOSIS, method = "fail", descriptor = "(JLjava/lang/Throwable;)V")
    static final class Fail {
        @Advice.OnMethodEnter(inline = false)
        static Object enter(@Advice.This Object self) {
            return FailingCall.begin(self);
        }

        @Advice.OnMethodExit(inline = false, onThrowable = Throwable.class)
        static void exit(@Advice.Enter Object outer) {
            FailingCall.end(outer);
        }
    }
}
