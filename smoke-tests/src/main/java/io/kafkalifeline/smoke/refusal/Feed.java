package io.kafkalifeline.smoke.refusal;

import io.kafkalifeline.smoke.refusal.client.RefusedClients;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** Feeds a topic all the time, so that consumers have something to read. */
final class Feed implements AutoCloseable {
    private static final long PAUSE_MS = 100;

    private final Thread thread;

    private Feed(String bootstrapServers) {
        thread = new Thread(() -> run(bootstrapServers), "feeder");
        thread.setDaemon(true);
    }

    static Feed to(String bootstrapServers) {
        Feed feed = new Feed(bootstrapServers);
        feed.thread.start();
        return feed;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // Whoever reads the topic notices.
    private static void run(String bootstrapServers) {
        Map<String, Object> settings = Map.of("bootstrap.servers", bootstrapServers);
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            while (true) {
                producer.send(new ProducerRecord<>(RefusedClients.FEED, "value"));
                TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
            }
        } catch (InterruptedException e) {
            // The end.
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
