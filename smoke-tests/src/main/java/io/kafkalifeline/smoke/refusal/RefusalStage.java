package io.kafkalifeline.smoke.refusal;

import io.kafkalifeline.smoke.broker.KafkaBroker;
import io.kafkalifeline.smoke.broker.Listener;
import io.kafkalifeline.smoke.refusal.client.RefusedClients;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** A real broker, a topic that is fed all the time, and the processes that meet a refusal there at the same time. */
final class RefusalStage implements AutoCloseable {
    /** Longer than {@link RefusalRun#SILENT_MS} beyond the 10 s in which everybody is to work again. */
    private static final long OBSERVED_MS = 20_000;

    private static final long SESSION_MS = 4_000;
    private static final long LONGER_THAN_TOKENS_MS = 20_000;
    private static final long FEEDING_MS = 100;

    private final KafkaBroker broker;
    private final Thread feeder = new Thread(this::feed, "feeder");

    private RefusalStage(KafkaBroker broker) {
        this.broker = broker;
        feeder.setDaemon(true);
    }

    static RefusalStage set() {
        KafkaBroker broker = KafkaBroker.start(
                "refusals",
                Listener.plaintext("FEED"),
                Listener.saslPlaintext(Refusal.PLAIN, "PLAIN").maxReauthMs(SESSION_MS),
                Listener.saslPlaintext(Refusal.TOKENS, "OAUTHBEARER").maxReauthMs(LONGER_THAN_TOKENS_MS));
        broker.createTopic(RefusedClients.FEED);
        broker.createTopic(RefusedClients.SENT);
        RefusalStage stage = new RefusalStage(broker);
        stage.feeder.start();
        return stage;
    }

    /** Lets clients of all these releases meet the refusal at the same time, each release in a process of its own. */
    List<Cell> play(List<String> releases, boolean agent, Refusal refusal, int count) throws InterruptedException {
        List<RefusalRun> runs = new ArrayList<>();
        try {
            for (String release : releases) {
                runs.add(RefusalRun.start(broker, release, agent, refusal, count));
            }
            runs.forEach(RefusalRun::awaitUp);
            runs.forEach(RefusalRun::refuse);
            Thread.sleep(refusal.lastsMs());
            runs.forEach(RefusalRun::good);
            Thread.sleep(OBSERVED_MS);
            List<Cell> cells = new ArrayList<>();
            runs.forEach(RefusalRun::askForReport);
            runs.forEach(run -> cells.addAll(run.report()));
            cells.forEach(cell -> System.out.print(cell.row()));
            return cells;
        } finally {
            runs.forEach(RefusalRun::close);
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // Whoever reads the topic notices.
    private void feed() {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", broker.clientProperties("FEED").getProperty("bootstrap.servers"));
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            while (true) {
                producer.send(new ProducerRecord<>(RefusedClients.FEED, "value"));
                TimeUnit.MILLISECONDS.sleep(FEEDING_MS);
            }
        } catch (InterruptedException e) {
            // The end.
        }
    }

    @Override
    public void close() {
        feeder.interrupt();
        broker.close();
    }
}
