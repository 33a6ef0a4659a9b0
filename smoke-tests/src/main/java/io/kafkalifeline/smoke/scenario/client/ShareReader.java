package io.kafkalifeline.smoke.scenario.client;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The only member of a share group, with implicit acknowledgement. Not in kafka-clients before 4.1. */
final class ShareReader implements Runnable {
    private static final Duration POLL = Duration.ofMillis(200);

    private final Setup setup;

    ShareReader(Setup setup) {
        this.setup = setup;
    }

    @Override
    public void run() {
        var bytes = new ByteArrayDeserializer();
        KafkaShareConsumer<byte[], byte[]> consumer =
                new KafkaShareConsumer<>(setup.properties(Map.of("group.id", setup.group())), bytes, bytes);
        consumer.subscribe(List.of(setup.feed()));
        Drain drain = new Drain(setup);
        while (drain.goesOn()) {
            try {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    setup.book().delivered(record.topic() + "-" + record.partition(), record.offset());
                }
            } catch (KafkaException e) {
                setup.book().exception("poll", e);
                setup.signals().pause();
            }
        }
        // An empty poll comes back no sooner.
        setup.book().add("period-ms", POLL.toMillis());
        setup.book().metrics(consumer.metrics());
        try {
            consumer.close(Duration.ofSeconds(5));
        } catch (KafkaException e) {
            setup.book().exception("close", e);
        }
    }
}
