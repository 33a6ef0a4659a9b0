package io.kafkalifeline.hooks.kafka;

import static io.kafkalifeline.weave.Feature.DIAGNOSIS;

import io.kafkalifeline.weave.Requires;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.clients.consumer.internals.ShareConsumerImpl;

/** The private members of a share consumer; on their own, because old releases have none. */
@Requires(feature = DIAGNOSIS, type = "clients.consumer.KafkaShareConsumer", members = "delegate", optional = true)
@Requires(
        feature = DIAGNOSIS,
        type = "clients.consumer.internals.ShareConsumerImpl",
        members = "applicationEventHandler",
        optional = true)
public final class ShareConsumerMembers {
    private static final PrivateField DELEGATE = PrivateField.of(KafkaShareConsumer.class, "delegate");
    private static final PrivateField EVENTS = PrivateField.of(ShareConsumerImpl.class, "applicationEventHandler");

    private ShareConsumerMembers() {}

    /** The {@code NetworkClient} of a share consumer; null before there is one. */
    public static Object networkClient(KafkaShareConsumer<?, ?> consumer) {
        Object delegate = DELEGATE.get(consumer);
        return EVENTS.isIn(delegate) ? ConsumerMembers.networkClientOf(EVENTS.get(delegate)) : null;
    }
}
