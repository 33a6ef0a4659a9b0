package io.kafkalifeline.hooks.timeouts;

import io.kafkalifeline.hooks.kafka.ShareConsumerMembers;
import org.apache.kafka.clients.consumer.AcknowledgementCommitCallback;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;

/** As {@link Callbacks}, of a share consumer; on its own, because old releases have none. */
public final class ShareCallbacks {
    private ShareCallbacks() {}

    /** Null for null, which takes the callback away. */
    public static AcknowledgementCommitCallback explaining(
            KafkaShareConsumer<?, ?> consumer, AcknowledgementCommitCallback callback) {
        return callback == null
                ? null
                : (offsets, exception) -> {
                    Timeouts.explain(exception, () -> ShareConsumerMembers.networkClient(consumer));
                    callback.onComplete(offsets, exception);
                };
    }
}
