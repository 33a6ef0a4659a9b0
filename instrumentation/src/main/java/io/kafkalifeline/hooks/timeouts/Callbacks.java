package io.kafkalifeline.hooks.timeouts;

import io.kafkalifeline.hooks.kafka.ConsumerMembers;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetCommitCallback;

/** Wraps a consumer's callbacks, so that a timeout that they are told of carries its cause. */
public final class Callbacks {
    private Callbacks() {}

    /** Returns null for null. */
    public static OffsetCommitCallback explaining(KafkaConsumer<?, ?> consumer, OffsetCommitCallback callback) {
        return callback == null
                ? null
                : (offsets, exception) -> {
                    Timeouts.explain(exception, () -> ConsumerMembers.networkClient(consumer));
                    callback.onComplete(offsets, exception);
                };
    }
}
