package io.kafkalifeline.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkalifeline.smoke.broker.KafkaBroker;
import io.kafkalifeline.smoke.broker.Listener;
import io.kafkalifeline.smoke.child.timeouts.BrokenLater;
import io.kafkalifeline.smoke.process.ChildProcess;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that worked say why they time out while their broker is gone, and no longer when it is back. */
@Tag("complete")
class BrokerLostAndFoundIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String TIMEOUT = "org.apache.kafka.common.errors.TimeoutException";
    private static final String OURS = "org.apache.kafka.common.KafkaException: broker ";

    @ParameterizedTest
    @ValueSource(strings = "4.3.1")
    void theCauseComesAndGoesWithTheBroker(String version) throws Exception {
        String name = "lost-and-found-" + version;
        long begun = System.nanoTime();
        try (KafkaBroker broker = KafkaBroker.start(name, Listener.plaintext("PLAINTEXT"));
                ChildProcess application = application(name, version, broker)) {
            application.awaitLine(line -> line.equals("all work"), PATIENCE);

            broker.kill();
            application.tell("down");
            application.awaitLine(line -> line.equals("all tried"), PATIENCE);
            String address = "localhost:" + broker.port("PLAINTEXT");
            List<String> down = application.lines(line -> line.startsWith("outcome down "));
            assertThat(down)
                    .hasSize(5)
                    .allSatisfy(outcome -> assertThat(outcome)
                            .contains(TIMEOUT, OURS + address, " failed at tcp ", "Connection refused"));
            assertThat(down)
                    .filteredOn(outcome -> outcome.contains("SEND"))
                    .allSatisfy(outcome -> assertThat(outcome).contains("Expiring 1 record"));
            assertThat(application.lines(line -> line.startsWith("outcome healthy ")))
                    .singleElement()
                    .asString()
                    .contains(TIMEOUT)
                    .doesNotContain(OURS);
            application.awaitLine(BrokerLostAndFoundIT::warns, PATIENCE);

            broker.start();
            application.tell("up");
            application.awaitLine(line -> line.equals("all tried again"), PATIENCE);
            assertThat(application.lines(line -> line.startsWith("outcome up ")))
                    .hasSize(2)
                    .allSatisfy(outcome -> assertThat(outcome).contains(TIMEOUT).doesNotContain(OURS));
            application.awaitLine(BrokerLostAndFoundIT::recovers, PATIENCE);
            assertThat(application.lines(BrokerLostAndFoundIT::warns))
                    .as("at most one a minute")
                    .hasSizeBetween(1, 1 + (int) TimeUnit.NANOSECONDS.toMinutes(System.nanoTime() - begun));
            assertThat(application.lines(BrokerLostAndFoundIT::recovers)).hasSize(1);
            application.tell("end");
            assertThat(application.awaitExit(PATIENCE)).isZero();
        }
    }

    private static boolean warns(String line) {
        return line.contains("groupId=g-classic] The client keeps trying without success: broker localhost:");
    }

    private static boolean recovers(String line) {
        return line.contains("INFO") && line.contains("groupId=g-classic] All is well again: broker localhost:");
    }

    private static ChildProcess application(String name, String version, KafkaBroker broker) {
        broker.createTopic(SharedBroker.TOPIC);
        Properties client = timeouts(broker.clientProperties("PLAINTEXT"));
        Properties healthy = timeouts(SharedBroker.get().clientProperties("PLAINTEXT"));
        return Application.start(Application.attached(name, version)
                .property("org.slf4j.simpleLogger.log.org.apache.kafka.clients.NetworkClient", "info")
                .main(
                        BrokenLater.class.getName(),
                        SharedBroker.TOPIC,
                        Workspace.clientFile(name, client).toString(),
                        Workspace.clientFile(name + "-healthy", healthy).toString()));
    }

    private static Properties timeouts(Properties client) {
        client.setProperty("client.id", "twin");
        client.setProperty("max.block.ms", "5000");
        client.setProperty("delivery.timeout.ms", "5000");
        client.setProperty("request.timeout.ms", "4500");
        client.setProperty("default.api.timeout.ms", "5000");
        client.setProperty("linger.ms", "0");
        return client;
    }
}
