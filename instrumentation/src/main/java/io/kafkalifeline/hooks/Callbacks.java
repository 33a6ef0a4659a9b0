package io.kafkalifeline.hooks;

import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetCommitCallback;

/** The application's callbacks, told what is behind a timeout. */
final class Callbacks {
    private Callbacks() {}

    /** Null for null. */
    static OffsetCommitCallback explaining(KafkaConsumer<?, ?> consumer, OffsetCommitCallback callback) {
        return callback == null
                ? null
                : (offsets, exception) -> {
                    Timeouts.explain(exception, () -> ConsumerOwner.of(consumer));
                    callback.onComplete(offsets, exception);
                };
    }
}
