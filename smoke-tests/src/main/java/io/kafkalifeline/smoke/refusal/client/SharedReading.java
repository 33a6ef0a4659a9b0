package io.kafkalifeline.smoke.refusal.client;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** The only member of a share group. Not in kafka-clients before 4.1. */
final class SharedReading extends Survivor {
    private KafkaShareConsumer<String, String> consumer;

    SharedReading(Properties base, String name) {
        super(base, name);
    }

    @Override
    AutoCloseable open() {
        consumer = new KafkaShareConsumer<>(
                settings(Map.of("group.id", name())), new StringDeserializer(), new StringDeserializer());
        consumer.subscribe(List.of(RefusedClients.FEED));
        return consumer;
    }

    @Override
    boolean work() {
        boolean fresh = false;
        for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(200))) {
            fresh |= RefusedClients.isFresh(record.timestamp());
        }
        return fresh;
    }
}
