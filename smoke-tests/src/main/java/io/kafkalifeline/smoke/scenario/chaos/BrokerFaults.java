package io.kafkalifeline.smoke.scenario.chaos;

import io.kafkalifeline.smoke.msk.KafkaCluster;
import io.kafkalifeline.smoke.msk.MskNode;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;

/**
 * Kills, restarts and stops one broker after the other, at random. The next one comes only when every replica is in sync
 * again: with two brokers of three gone the client could do nothing.
 */
final class BrokerFaults extends Faults {
    private static final Duration IN_SYNC = Duration.ofMinutes(3);
    private static final int REPLICAS = 3;

    private final KafkaCluster cluster;

    BrokerFaults(KafkaCluster cluster, Random random) {
        super("broker-faults", random);
        this.cluster = cluster;
    }

    @Override
    void next() throws InterruptedException, ExecutionException {
        int broker = 1 + random().nextInt(REPLICAS);
        MskNode node = cluster.node(broker);
        double awayS = 1 + 11 * random().nextDouble();
        switch (random().nextInt(3)) {
            case 0 -> {
                happens("kill -9", "broker " + broker + " for " + seconds(awayS));
                node.kill();
                rest(awayS);
                node.launch();
                node.awaitStarted();
            }
            case 1 -> {
                happens("orderly restart", "broker " + broker + " for " + seconds(awayS));
                node.shutDown();
                rest(awayS);
                node.launch();
                node.awaitStarted();
            }
            default -> {
                happens("SIGSTOP", "broker " + broker + " for " + seconds(awayS));
                node.pause();
                rest(awayS);
                node.goOn();
            }
        }
        awaitInSync();
        rest(2 + 12 * random().nextDouble());
    }

    private void awaitInSync() throws InterruptedException, ExecutionException {
        long deadline = System.nanoTime() + IN_SYNC.toNanos();
        try (Admin admin = Admin.create(cluster.internal())) {
            while (!isInSync(admin)) {
                if (System.nanoTime() - deadline > 0) {
                    throw new IllegalStateException("the fixture's replicas do not come into sync");
                }
                TimeUnit.MILLISECONDS.sleep(300);
            }
        }
    }

    private static boolean isInSync(Admin admin) throws InterruptedException {
        try {
            Collection<TopicDescription> topics = descriptions(admin).values();
            return topics.stream()
                    .flatMap(topic -> topic.partitions().stream())
                    .allMatch(partition ->
                            partition.isr().size() == partition.replicas().size());
        } catch (ExecutionException e) {
            // A broker on its way up, or down.
            return false;
        }
    }

    private static Map<String, TopicDescription> descriptions(Admin admin)
            throws InterruptedException, ExecutionException {
        return admin.describeTopics(admin.listTopics().names().get())
                .allTopicNames()
                .get();
    }
}
