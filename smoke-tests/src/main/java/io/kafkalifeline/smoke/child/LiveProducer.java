package io.kafkalifeline.smoke.child;

import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Sends a small record every few milliseconds. */
final class LiveProducer implements LiveClient {
    private static final int PAUSE_MS = 5;

    private final String clientId;
    private final String topic;
    private final KafkaProducer<byte[], byte[]> producer;
    private final AtomicLong delivered = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final AtomicReference<Throwable> firstError = new AtomicReference<>();
    private final Thread thread;
    private volatile boolean finishing;

    LiveProducer(Properties properties, String topic) {
        this.topic = topic;
        clientId = properties.getProperty("client.id");
        producer = ClientFile.producer(properties);
        thread = new Thread(this::sendOnAndOn, clientId);
        thread.start();
    }

    private void sendOnAndOn() {
        byte[] value = new byte[100];
        while (!finishing) {
            try {
                Future<?> unused = producer.send(new ProducerRecord<>(topic, value), (metadata, e) -> count(e));
                Thread.sleep(PAUSE_MS);
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                count(e);
            }
        }
    }

    private void count(Exception e) {
        if (e == null) {
            delivered.incrementAndGet();
        } else {
            failed.incrementAndGet();
            firstError.compareAndSet(null, e);
        }
    }

    @Override
    public Summary summary() {
        return Summary.of(clientId, "producer", delivered.get(), failed.get(), firstError.get(), producer.metrics());
    }

    @Override
    public void finish() throws InterruptedException {
        finishing = true;
        thread.join();
        producer.flush();
        Summary summary = summary();
        producer.close(Duration.ofSeconds(10));
        System.out.println(summary.line());
    }
}
