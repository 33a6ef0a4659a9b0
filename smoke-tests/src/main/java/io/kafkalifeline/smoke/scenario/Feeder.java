package io.kafkalifeline.smoke.scenario;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes what consumers read, on a listener without SASL. */
public final class Feeder {
    private final KafkaProducer<byte[], byte[]> producer;
    private final String topic;
    private final Thread thread;
    private final long periodNanos;
    private volatile boolean stopped;
    private volatile Exception failure;
    private int sent;

    public Feeder(Map<String, Object> internal, String topic, int perSecond) {
        var bytes = new ByteArraySerializer();
        Map<String, Object> properties = new HashMap<>(internal);
        // An idempotent producer that meets a new topic's partition before its leader is ready may go on sending
        // sequence
        // numbers that the broker never takes; what is fed need be neither ordered nor unique.
        properties.put("enable.idempotence", "false");
        producer = new KafkaProducer<>(properties, bytes, bytes);
        this.topic = topic;
        periodNanos = TimeUnit.SECONDS.toNanos(1) / perSecond;
        thread = new Thread(this::feed, "feeder");
        thread.setDaemon(true);
        thread.start();
    }

    private void feed() {
        long next = System.nanoTime();
        while (!stopped) {
            byte[] value = Integer.toString(sent).getBytes(StandardCharsets.US_ASCII);
            send(new ProducerRecord<>(topic, sent % Run.PARTITIONS, null, value));
            sent++;
            next += periodNanos;
            sleepUntil(next);
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // The callback is told.
    private void send(ProducerRecord<byte[], byte[]> record) {
        producer.send(record, (metadata, e) -> {
            if (e != null) {
                failure = e;
            }
        });
    }

    private static void sleepUntil(long nanos) {
        try {
            TimeUnit.NANOSECONDS.sleep(nanos - System.nanoTime());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends it; how many records are in the log now. */
    public int stop() throws InterruptedException {
        stopped = true;
        thread.join();
        producer.close();
        if (failure != null) {
            throw new IllegalStateException("the fixture's own producer has failed", failure);
        }
        return sent;
    }
}
