package io.kafkalifeline.hooks;

import org.apache.kafka.clients.consumer.AcknowledgementCommitCallback;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.clients.consumer.internals.ShareConsumerImpl;

/** {@link ConsumerOwner} and {@link Callbacks} for share consumers; on its own, because old releases have none. */
final class ShareConsumerOwner {
    private static final PrivateField DELEGATE = PrivateField.of(KafkaShareConsumer.class, "delegate");
    private static final PrivateField EVENTS = PrivateField.of(ShareConsumerImpl.class, "applicationEventHandler");

    private ShareConsumerOwner() {}

    /** Returns null where the client has not been seen yet. */
    static Client of(KafkaShareConsumer<?, ?> consumer) {
        Object delegate = DELEGATE.get(consumer);
        return EVENTS.isIn(delegate) ? ConsumerOwner.Async.ofEvents(EVENTS.get(delegate)) : null;
    }

    /** Null for null, which takes the callback away. */
    static AcknowledgementCommitCallback explaining(
            KafkaShareConsumer<?, ?> consumer, AcknowledgementCommitCallback callback) {
        return callback == null
                ? null
                : (offsets, exception) -> {
                    Timeouts.explain(exception, () -> of(consumer));
                    callback.onComplete(offsets, exception);
                };
    }
}
