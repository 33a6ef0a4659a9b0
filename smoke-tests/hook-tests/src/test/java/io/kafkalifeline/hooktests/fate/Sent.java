package io.kafkalifeline.hooktests.fate;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** The numbers from 0 on that one producer was handed, and what the application was told of each. Thread-safe. */
final class Sent {
    /** Does not fit into what the socket takes at once. */
    private static final String LARGE = "x".repeat(100_000);

    private static final int LARGE_EVERY = 10;

    private final Producer<String, String> producer;
    private final String topic;
    private final boolean alsoLarge;
    private final AtomicInteger count = new AtomicInteger();
    private final List<String> acknowledged = new CopyOnWriteArrayList<>();
    private final List<String> failed = new CopyOnWriteArrayList<>();

    /** @param alsoLarge whether some are large */
    Sent(Producer<String, String> producer, String topic, boolean alsoLarge) {
        this.producer = producer;
        this.topic = topic;
        this.alsoLarge = alsoLarge;
    }

    /** Hands the next one over; the result completes when the application is told, however. */
    CompletableFuture<Void> next() {
        CompletableFuture<Void> told = new CompletableFuture<>();
        int number = count.getAndIncrement();
        String value = Integer.toString(number);
        String padded = alsoLarge && number % LARGE_EVERY == LARGE_EVERY - 1 ? value + LARGE : value;
        try {
            @SuppressWarnings("unused") // the callback is told
            var answer = producer.send(new ProducerRecord<>(topic, padded), (metadata, failure) -> {
                (failure == null ? acknowledged : failed).add(value);
                told.complete(null);
            });
        } catch (RuntimeException e) {
            failed.add(value);
            told.complete(null);
        }
        return told;
    }

    String topic() {
        return topic;
    }

    /** The numbers alone. */
    List<String> plain(List<String> records) {
        return records.stream().map(record -> record.replace("x", "")).toList();
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
