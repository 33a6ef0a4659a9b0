package io.kafkalifeline.hooks.kafka;

import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.clients.consumer.internals.ShareConsumerImpl;

/** The private members of a share consumer; on their own, because old releases have none. */
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
