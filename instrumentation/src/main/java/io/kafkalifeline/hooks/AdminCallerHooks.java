package io.kafkalifeline.hooks;

import static io.kafkalifeline.weave.Feature.RECORDING;

import io.kafkalifeline.weave.Hook;
import io.kafkalifeline.weave.Requires;
import io.kafkalifeline.weave.Rewrites;
import net.bytebuddy.asm.Advice;
import org.apache.kafka.clients.NetworkClient;
import org.apache.kafka.clients.admin.KafkaAdminClient;

/** Where an admin client's caller hands its call to the thread that connects. */
@Rewrites("clients.admin.KafkaAdminClient$AdminClientRunnable")
@Requires(feature = RECORDING, type = "clients.admin.KafkaAdminClient$AdminClientRunnable", members = "this$0")
@Requires(feature = RECORDING, type = "clients.admin.KafkaAdminClient", members = "client")
final class AdminCallerHooks {
    private static final PrivateField ADMIN = PrivateField.of(
            KafkaAdminClient.class, "org.apache.kafka.clients.admin.KafkaAdminClient$AdminClientRunnable", "this$0");
    private static final PrivateField CLIENT = PrivateField.of(KafkaAdminClient.class, "client");

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
            Object networkClient = CLIENT.get(ADMIN.get(self));
            // The first call may come before the first poll.
            Client client = networkClient instanceof NetworkClient ? Client.of((NetworkClient) networkClient) : null;
            if (client != null) {
                client.asked();
            }
        }
    }
}
