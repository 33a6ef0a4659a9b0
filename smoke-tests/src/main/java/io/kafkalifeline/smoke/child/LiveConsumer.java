package io.kafkalifeline.smoke.child;

import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/** Reads its topic from the beginning, by the group protocol of its settings. */
final class LiveConsumer implements LiveClient {
    /** How long the topic must be silent before everything is taken as read; ms. */
    private static final int SILENCE_MS = 2_000;

    private final String clientId;
    private final String kind;
    private final Thread thread;
    private volatile Summary latest;
    private volatile boolean finishing;

    LiveConsumer(Properties properties, String topic, String kind) {
        clientId = properties.getProperty("client.id");
        this.kind = kind;
        properties.setProperty("group.id", clientId);
        properties.setProperty("auto.offset.reset", "earliest");
        properties.setProperty("group.protocol", kind);
        KafkaConsumer<byte[], byte[]> consumer = ClientFile.consumer(properties);
        consumer.subscribe(List.of(topic));
        latest = Summary.of(clientId, kind, 0, 0, null, consumer.metrics());
        thread = new Thread(() -> pollOnAndOn(consumer), clientId);
        thread.start();
    }

    private void pollOnAndOn(KafkaConsumer<byte[], byte[]> consumer) {
        long received = 0;
        long failed = 0;
        Throwable firstError = null;
        long lastRecord = System.nanoTime();
        while (!finishing || System.nanoTime() - lastRecord < SILENCE_MS * 1_000_000L) {
            try {
                int count = consumer.poll(Duration.ofMillis(200)).count();
                received += count;
                lastRecord = count > 0 ? System.nanoTime() : lastRecord;
            } catch (RuntimeException e) {
                failed++;
                firstError = firstError == null ? e : firstError;
            }
            latest = Summary.of(clientId, kind, received, failed, firstError, consumer.metrics());
        }
        System.out.println(latest.line());
        consumer.close();
    }

    @Override
    public Summary summary() {
        return latest;
    }

    @Override
    public void finish() throws InterruptedException {
        finishing = true;
        thread.join();
    }
}
