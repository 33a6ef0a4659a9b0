package io.kafkalifeline.smoke.refusal.client;

import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.StringSerializer;

/** A producer that does what its documentation says: what timed out is called again, all else is aborted. */
final class Transacting extends Survivor {
    private enum Next {
        INIT,
        BEGIN,
        COMMIT,
        ABORT
    }

    private KafkaProducer<String, String> producer;
    private Next next = Next.INIT;

    Transacting(Properties base, String name) {
        super(base, name);
    }

    @Override
    AutoCloseable open() {
        producer = new KafkaProducer<>(
                settings(Map.of(
                        "transactional.id", name(),
                        "max.block.ms", "5000",
                        "request.timeout.ms", "5000",
                        "delivery.timeout.ms", "12000")),
                new StringSerializer(),
                new StringSerializer());
        return () -> producer.close(java.time.Duration.ofSeconds(5));
    }

    @Override
    boolean work() throws InterruptedException {
        Thread.sleep(100);
        if (next == Next.INIT) {
            producer.initTransactions();
            next = Next.BEGIN;
        }
        try {
            return transaction();
        } catch (TimeoutException e) {
            throw e;
        } catch (RuntimeException e) {
            next = Next.ABORT;
            throw e;
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // The commit fails if it has.
    private boolean transaction() {
        if (next == Next.ABORT) {
            producer.abortTransaction();
            next = Next.BEGIN;
            return false;
        }
        if (next == Next.BEGIN) {
            producer.beginTransaction();
            next = Next.ABORT;
            producer.send(new ProducerRecord<>(RefusedClients.SENT, "value"));
            next = Next.COMMIT;
        }
        producer.commitTransaction();
        next = Next.BEGIN;
        return true;
    }
}
