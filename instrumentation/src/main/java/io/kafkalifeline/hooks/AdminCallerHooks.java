package io.kafkalifeline.hooks;

import static io.kafkalifeline.weave.Feature.RECORDING;

import io.kafkalifeline.hooks.kafka.AdminClientMembers;
import io.kafkalifeline.hooks.recording.CallerContext;
import io.kafkalifeline.weave.Hook;
import io.kafkalifeline.weave.Rewrites;
import net.bytebuddy.asm.Advice;

/** Where an admin client's caller hands its call to the thread that connects. */
@Rewrites("clients.admin.KafkaAdminClient$AdminClientRunnable")
final class AdminCallerHooks {
    private AdminCallerHooks() {}

    /** A call is handed over. */
    @Hook(
            feature = RECORDING,
            method = "call",
            descriptor = "(Lorg/apache/kafka/clients/admin/KafkaAdminClient$Call;J)V",
            optional = true)
    static final class Call {
        @Advice.OnMethodEnter(inline = false)
        static void enter(@Advice.This Object self) {
            // The first call may come before the first poll.
            CallerContext.asks(AdminClientMembers.networkClient(AdminClientMembers.adminOfRunnable(self)));
        }
    }
}
