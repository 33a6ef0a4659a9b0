package io.kafkalifeline.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkalifeline.smoke.broker.KafkaBroker;
import io.kafkalifeline.smoke.child.Summary;
import io.kafkalifeline.smoke.child.TwoLoaders;
import io.kafkalifeline.smoke.otlp.OtlpReceiver;
import io.kafkalifeline.smoke.process.ChildProcess;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Two releases of kafka-clients in one JVM, each in a class loader of its own, as in a web server. */
class TwoClientVersionsIT {
    private static final String LISTENER = "SHORT_PLAIN";

    @Test
    void bothAreServed() throws Exception {
        SharedBroker.get().createTopic("two-loaders");
        Undisturbed.play(SharedBroker.get(), TwoClientVersionsIT::liveWithoutAFailure);
    }

    /** False where sessions ended, while everything else was as it must be in any case. */
    private static boolean liveWithoutAFailure(Undisturbed.Attempt attempt) throws Exception {
        long killedBefore = SharedBroker.get().expiredConnectionsKilled(LISTENER);
        try (OtlpReceiver collector = OtlpReceiver.start();
                ChildProcess application = attempt.start(Application.attached("two-loaders", "4.3.1")
                        .env(Application.exportTo(collector))
                        .main(
                                TwoLoaders.class.getName(),
                                classPath("4.3.1"),
                                producer("older"),
                                classPath("4.4.0"),
                                producer("newer")))) {
            assertThat(application.awaitExit(Duration.ofMinutes(3))).isZero();

            assertThat(Application.lifelineLines(application))
                    .satisfiesExactlyInAnyOrder(
                            line -> assertThat(line)
                                    .contains("kafka-clients 4.3.1", "reauthentication on", "tracing on"),
                            line -> assertThat(line)
                                    .contains("kafka-clients 4.4.0", "reauthentication on", "tracing on"));
            Map<String, Summary> clients = Application.summaries(application);
            assertThat(clients).containsOnlyKeys("older", "newer");
            assertThat(clients.values())
                    .filteredOn(client -> client.notRenewed() > 0 || client.renewed() < 4)
                    .isEmpty();
            for (String client : clients.keySet()) {
                assertThat(SetupTrace.of(collector.spans(), client))
                        .isNotEmpty()
                        .allMatch(SetupTrace::ready);
                assertThat(SetupTrace.reauthentications(collector.spans(), client))
                        .isNotEmpty();
            }
            if (SharedBroker.get().expiredConnectionsKilled(LISTENER) > killedBefore) {
                return false;
            }
            assertThat(clients.values())
                    .filteredOn(client -> client.failed() > 0 || client.closed() > 0)
                    .isEmpty();
            return true;
        }
    }

    private static String classPath(String version) {
        return Workspace.clientClassPath(version).stream()
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static String producer(String clientId) {
        KafkaBroker broker = SharedBroker.get();
        Properties client = broker.clientProperties(LISTENER);
        client.setProperty("client.id", clientId);
        return "two-loaders renewals=4 producer=" + Workspace.clientFile(clientId, client);
    }
}
