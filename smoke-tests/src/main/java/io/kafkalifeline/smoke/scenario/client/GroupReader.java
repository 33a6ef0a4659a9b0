package io.kafkalifeline.smoke.scenario.client;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The only member of its group: polls on whatever poll throws, as frameworks do that retry after authentication
 * failures, and commits every second.
 */
final class GroupReader implements Runnable {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final long COMMIT_NANOS = 1_000_000_000;

    private final Setup setup;
    private final String groupProtocol;
    private final AtomicInteger assignments = new AtomicInteger();

    /** @param groupProtocol {@code classic} or {@code consumer} */
    GroupReader(Setup setup, String groupProtocol) {
        this.setup = setup;
        this.groupProtocol = groupProtocol;
    }

    @Override
    public void run() {
        Map<String, String> own = new HashMap<>(Map.of(
                "group.id", setup.group(),
                "enable.auto.commit", "false",
                "auto.offset.reset", "earliest"));
        if (!groupProtocol.equals("classic")) {
            own.put("group.protocol", groupProtocol);
        }
        var bytes = new ByteArrayDeserializer();
        KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(setup.properties(own), bytes, bytes);
        consumer.subscribe(List.of(setup.feed()), new Rebalances());
        Drain drain = new Drain(setup);
        long committed = System.nanoTime();
        while (drain.goesOn()) {
            poll(consumer);
            if (System.nanoTime() - committed > COMMIT_NANOS) {
                commit(consumer);
                committed = System.nanoTime();
            }
        }
        setup.book().add("rebalances", Math.max(0, assignments.get() - 1));
        // An empty poll comes back no sooner.
        setup.book().add("period-ms", POLL.toMillis());
        setup.book().metrics(consumer.metrics());
        close(consumer);
    }

    @SuppressWarnings("deprecation") // The successor is not in kafka-clients before 4.1.
    private void close(KafkaConsumer<byte[], byte[]> consumer) {
        try {
            consumer.close(Duration.ofSeconds(5));
        } catch (KafkaException e) {
            setup.book().exception("close", e);
        }
    }

    private void poll(KafkaConsumer<byte[], byte[]> consumer) {
        try {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                setup.book().delivered(record.topic() + "-" + record.partition(), record.offset());
            }
        } catch (KafkaException e) {
            setup.book().exception("poll", e);
            setup.signals().pause();
        }
    }

    private void commit(KafkaConsumer<byte[], byte[]> consumer) {
        try {
            consumer.commitSync();
        } catch (KafkaException e) {
            setup.book().exception("commitSync", e);
        }
    }

    private final class Rebalances implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {}

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            if (!partitions.isEmpty()) {
                assignments.incrementAndGet();
            }
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> partitions) {
            setup.book().add("partitions-lost", partitions.size());
        }
    }
}
