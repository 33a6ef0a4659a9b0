package io.kafkalifeline.smoke;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kafkalifeline.smoke.child.Farewell;
import io.kafkalifeline.smoke.child.ShortLives;
import io.kafkalifeline.smoke.msk.KafkaCluster;
import io.kafkalifeline.smoke.process.ChildProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that end: nothing of them is lost, and nothing of them stays. */
@Tag("complete")
class FarewellIT {
    private static final String TOPIC = "farewell";
    private static final String CLIENTS = "4.4.0";
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int PRODUCERS = 40;

    private static KafkaCluster cluster;

    @BeforeAll
    static void start() throws Exception {
        cluster = KafkaCluster.start(Workspace.directory("farewell"));
        try (Admin admin = Admin.create(cluster.internal())) {
            admin.createTopics(List.of(new NewTopic(TOPIC, 3, (short) 1))).all().get();
        }
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    /** What waits for its next connection is sent before the producer ends, like all that is under way. */
    @ParameterizedTest
    @ValueSource(strings = {"0", "2147483647"})
    void aProducerThatIsClosedWhileItsBrokersRefuseItLosesNothing(String retries) throws Exception {
        Undisturbed.play(cluster, attempt -> losesNothing(attempt, retries));
    }

    /** False where sessions ended, and records with them. */
    private static boolean losesNothing(Undisturbed.Attempt attempt, String retries) throws Exception {
        String name = "farewell-" + retries + "-" + attempt;
        cluster.follow("lifetime=1500");
        long killedBefore = cluster.expiredConnectionsKilled();
        try (ChildProcess application = attempt.start(Application.attached(name, CLIENTS)
                .main(Farewell.class.getName(), TOPIC, client(name, retries).toString()))) {
            application.awaitLine(0, line -> line.equals("up"), PATIENCE);
            long refusedBefore = cluster.tally("REFUSED_FIRST");
            cluster.follow("lifetime=1500;refuse=Too many connects");
            await().atMost(PATIENCE).until(() -> cluster.tally("REFUSED_FIRST") > refusedBefore + 3);
            application.tell("close");
            await().atMost(PATIENCE).until(() -> cluster.tally("REFUSED_FIRST") > refusedBefore + 6);
            cluster.follow("lifetime=1500");

            assertThat(application.awaitExit(PATIENCE)).isZero();
            String[] told = application
                    .lines(line -> line.startsWith("farewell "))
                    .get(0)
                    .split(" ", -1);
            if (!told[2].equals(told[1]) && cluster.expiredConnectionsKilled() > killedBefore) {
                return false;
            }
            assertThat(told[2]).as("delivered of %s", told[1]).isEqualTo(told[1]);
            return true;
        }
    }

    @Test
    void nothingIsLeftOfConnectionsThatAreClosed() throws Exception {
        cluster.follow("lifetime=60000");
        try (ChildProcess application = Application.start(Application.attached("short-lives", CLIENTS)
                .main(
                        ShortLives.class.getName(),
                        Integer.toString(PRODUCERS),
                        TOPIC,
                        client("short-lives", "0").toString()))) {
            assertThat(application.awaitExit(PATIENCE)).isZero();

            assertThat(application.lines(line -> line.startsWith("objects open ")))
                    .anyMatch(line -> line.contains(".Connection "));
            assertThat(application.lines(line -> line.startsWith("objects left ")))
                    .allSatisfy(line -> assertThat(count(line)).as(line).isLessThan(PRODUCERS));
        }
    }

    private static long count(String line) {
        return Long.parseLong(line.substring(line.lastIndexOf(' ') + 1));
    }

    private static Path client(String name, String retries) {
        Properties client = cluster.clientProperties(KafkaCluster.PLAIN, "");
        client.setProperty("client.id", name);
        client.setProperty("retries", retries);
        client.setProperty("enable.idempotence", "false");
        client.setProperty("max.in.flight.requests.per.connection", "1");
        return Workspace.clientFile(name, client);
    }
}
