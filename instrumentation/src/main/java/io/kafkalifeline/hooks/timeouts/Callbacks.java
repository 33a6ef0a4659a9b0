package io.kafkalifeline.hooks.timeouts;

import io.kafkalifeline.hooks.kafka.ConsumerMembers;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetCommitCallback;

/** A consumer's callbacks, told what is behind a timeout. */
public final class Callbacks {
    private Callbacks() {}

    /** Null for null. */
    public static OffsetCommitCallback explaining(KafkaConsumer<?, ?> consumer, OffsetCommitCallback callback) {
        return callback == null
                ? null
                : (offsets, exception) -> {
                    Timeouts.explain(exception, () -> ConsumerMembers.networkClient(consumer));
                    callback.onComplete(offsets, exception);
                };
    }
}
