package io.kafkalifeline.hooktests.fate;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** The numbers from 0 on that one producer was handed, and what the application was told of each. Thread-safe. */
final class Sent {
    private final Producer<String, String> producer;
    private final String topic;
    private final AtomicInteger count = new AtomicInteger();
    private final List<String> acknowledged = new CopyOnWriteArrayList<>();
    private final List<String> failed = new CopyOnWriteArrayList<>();

    Sent(Producer<String, String> producer, String topic) {
        this.producer = producer;
        this.topic = topic;
    }

    /** Hands the next one over, and does not wait for it. */
    @SuppressWarnings("FutureReturnValueIgnored") // the callback is told
    void next() {
        String value = Integer.toString(count.getAndIncrement());
        try {
            producer.send(
                    new ProducerRecord<>(topic, value),
                    (metadata, failure) -> (failure == null ? acknowledged : failed).add(value));
        } catch (RuntimeException e) {
            failed.add(value);
        }
    }

    Producer<String, String> producer() {
        return producer;
    }

    int count() {
        return count.get();
    }

    List<String> acknowledged() {
        return acknowledged;
    }

    List<String> failed() {
        return failed;
    }
}
