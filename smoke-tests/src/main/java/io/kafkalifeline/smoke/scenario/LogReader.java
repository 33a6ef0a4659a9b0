package io.kafkalifeline.smoke.scenario;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads back what is in the brokers' log: what was committed of one run's topics. */
public final class LogReader {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final WrittenLog log = new WrittenLog();

    private LogReader() {}

    /** Reads it; {@code internal} are properties of a client without SASL. */
    public static WrittenLog read(Map<String, Object> internal, String prefix) {
        Map<String, Object> properties = new HashMap<>(internal);
        properties.put("isolation.level", "read_committed");
        properties.put("client.id", "log-reader");
        LogReader reader = new LogReader();
        var bytes = new ByteArrayDeserializer();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(properties, bytes, bytes)) {
            reader.readAll(consumer, prefix);
        }
        return reader.log;
    }

    private void readAll(KafkaConsumer<byte[], byte[]> consumer, String prefix) {
        List<TopicPartition> partitions = new ArrayList<>();
        consumer.listTopics().forEach((topic, infos) -> {
            if (topic.startsWith(prefix + "-")) {
                infos.forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
            }
        });
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("cannot read the log of " + prefix + " to its end");
            }
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                take(record);
            }
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        String text = new String(record.value(), StandardCharsets.US_ASCII).trim();
        log.add(record.topic(), record.partition(), record.offset(), Integer.parseInt(text));
    }
}
