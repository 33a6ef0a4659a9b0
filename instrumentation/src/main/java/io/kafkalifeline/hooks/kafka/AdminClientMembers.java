package io.kafkalifeline.hooks.kafka;

import static io.kafkalifeline.weave.Feature.DIAGNOSIS;
import static io.kafkalifeline.weave.Feature.RECORDING;

import io.kafkalifeline.weave.Requires;
import org.apache.kafka.clients.admin.KafkaAdminClient;

/** The private members of {@code KafkaAdminClient} and of its nested classes. */
@Requires(
        feature = {RECORDING, DIAGNOSIS},
        type = "clients.admin.KafkaAdminClient",
        members = "client")
@Requires(feature = DIAGNOSIS, type = "clients.admin.KafkaAdminClient$Call", members = "this$0")
@Requires(feature = RECORDING, type = "clients.admin.KafkaAdminClient$AdminClientRunnable", members = "this$0")
public final class AdminClientMembers {
    private static final PrivateField CLIENT = PrivateField.of(KafkaAdminClient.class, "client");

    private AdminClientMembers() {}

    /** The {@code NetworkClient} of an admin client, or a stand-in of a test. */
    public static Object networkClient(Object admin) {
        return CLIENT.get(admin);
    }

    /** The admin client that a {@code Call} belongs to. */
    public static Object adminOfCall(Object call) {
        return Call.ADMIN.get(call);
    }

    /** The admin client that an {@code AdminClientRunnable} belongs to. */
    public static Object adminOfRunnable(Object runnable) {
        return Caller.ADMIN.get(runnable);
    }

    private static final class Call {
        static final PrivateField ADMIN = PrivateField.of(
                KafkaAdminClient.class, "org.apache.kafka.clients.admin.KafkaAdminClient$Call", "this$0");
    }

    private static final class Caller {
        static final PrivateField ADMIN = PrivateField.of(
                KafkaAdminClient.class,
                "org.apache.kafka.clients.admin.KafkaAdminClient$AdminClientRunnable",
                "this$0");
    }
}
