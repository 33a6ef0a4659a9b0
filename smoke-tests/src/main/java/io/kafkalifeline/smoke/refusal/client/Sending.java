package io.kafkalifeline.smoke.refusal.client;

import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** A producer, idempotent or not, that waits for each record's acknowledgement. */
final class Sending extends Survivor {
    private final String idempotence;
    private KafkaProducer<String, String> producer;

    Sending(Properties base, String name, boolean idempotent) {
        super(base, name);
        idempotence = Boolean.toString(idempotent);
    }

    @Override
    AutoCloseable open() {
        producer = new KafkaProducer<>(
                settings(Map.of(
                        "enable.idempotence", idempotence,
                        "acks", "all",
                        "max.block.ms", "5000",
                        "request.timeout.ms", "5000",
                        "delivery.timeout.ms", "12000")),
                new StringSerializer(),
                new StringSerializer());
        return () -> producer.close(java.time.Duration.ofSeconds(5));
    }

    @Override
    boolean work() throws InterruptedException, ExecutionException, TimeoutException {
        Thread.sleep(100);
        producer.send(new ProducerRecord<>(RefusedClients.SENT, "value")).get(60, TimeUnit.SECONDS);
        return true;
    }
}
