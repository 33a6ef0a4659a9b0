package io.kafkalifeline.smoke.scenario.client;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Commits a transaction of ten records at a steady pace. A record counts as acknowledged when its transaction has been
 * committed. It ends for good where an application would have to make a new producer.
 */
final class TransactionalProducer implements Runnable {
    private static final int RECORDS = 10;
    private static final Duration LAST_ANSWERS = Duration.ofSeconds(10);

    private final Setup setup;
    private KafkaProducer<byte[], byte[]> producer;
    private boolean dead;

    TransactionalProducer(Setup setup) {
        this.setup = setup;
    }

    @Override
    public void run() {
        Pace pace = new Pace((double) setup.perSecond() / RECORDS);
        int sequence = 0;
        open();
        while (!setup.signals().stopped() && !dead) {
            pace.await();
            transaction(sequence);
            sequence += RECORDS;
            while (dead && setup.makesAnew() && !setup.signals().stopped()) {
                setup.book().add("made-anew", 1);
                producer.close(Duration.ZERO);
                setup.signals().pause();
                open();
            }
        }
        while (!setup.signals().stopped()) {
            pace.await();
        }
        setup.book().unwatch();
        setup.book().add("sent", sequence);
        setup.book().add("period-ms", 1000 * RECORDS / setup.perSecond());
        setup.book().add("dead", dead ? 1 : 0);
        setup.book().metrics(producer.metrics());
        producer.close(LAST_ANSWERS);
    }

    private void open() {
        var bytes = new ByteArraySerializer();
        producer = new KafkaProducer<>(
                setup.properties(Map.of(
                        "transactional.id", setup.group(), "max.block.ms", Integer.toString(setup.maxBlockMs()))),
                bytes,
                bytes);
        dead = false;
        if (!attempt("initTransactions", producer::initTransactions)) {
            dead |= setup.makesAnew();
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // The commit fails if one of them has.
    private void transaction(int first) {
        boolean sent = attempt("beginTransaction", producer::beginTransaction);
        for (int i = first; sent && i < first + RECORDS; i++) {
            int sequence = i;
            sent = attempt(
                    "send",
                    () -> producer.send(new ProducerRecord<>(
                            setup.topic(),
                            sequence % Setup.PARTITIONS,
                            null,
                            SteadyProducer.value(sequence, setup.valueBytes()))));
        }
        boolean committed = sent && attempt("commitTransaction", producer::commitTransaction);
        for (int i = first; i < first + RECORDS; i++) {
            if (committed) {
                setup.book().acknowledged(i, i % Setup.PARTITIONS);
            } else {
                setup.book().lostWithItsTransaction(i);
            }
        }
        if (!committed && !dead) {
            dead = !attempt("abortTransaction", producer::abortTransaction);
        }
    }

    private boolean attempt(String call, Runnable work) {
        try {
            work.run();
            return true;
        } catch (TimeoutException e) {
            // The call may be repeated, and then hangs as long again: nothing an application can wait for.
            setup.book().exception(call, e);
            dead = true;
        } catch (KafkaException | IllegalStateException e) {
            setup.book().exception(call, e);
        }
        return false;
    }
}
