package io.kafkalifeline.hooks.timeouts;

import io.kafkalifeline.hooks.kafka.ShareConsumerMembers;
import org.apache.kafka.clients.consumer.AcknowledgementCommitCallback;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;

/**
 * As {@link Callbacks}, for a share consumer; a class of its own, because releases before 3.9 have no such consumer.
 */
public final class ShareCallbacks {
    private ShareCallbacks() {}

    /** Returns null for null, which takes the callback away. */
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
