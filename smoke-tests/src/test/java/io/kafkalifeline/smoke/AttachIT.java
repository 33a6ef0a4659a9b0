package io.kafkalifeline.smoke;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kafkalifeline.smoke.broker.KafkaBroker;
import io.kafkalifeline.smoke.child.LiveClients;
import io.kafkalifeline.smoke.child.Summary;
import io.kafkalifeline.smoke.otlp.OtlpReceiver;
import io.kafkalifeline.smoke.process.ChildProcess;
import io.kafkalifeline.smoke.process.JavaCommand;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** {@code java -jar kafka-lifeline.jar attach PID} on an application with live connections. */
class AttachIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Test
    void servesTheConnectionsThatAreThereAndThoseThatCome() throws Exception {
        play("4.4.0");
    }

    @Tag("complete")
    @Test
    void servesThoseOfTheReleaseBefore() throws Exception {
        play("4.3.1");
    }

    private static void play(String version) throws Exception {
        Undisturbed.play(SharedBroker.get(), attempt -> servesWithoutAReconnect(attempt, version));
    }

    /** False where sessions ended, while everything else was as it must be in any case. */
    private static boolean servesWithoutAReconnect(Undisturbed.Attempt attempt, String version) throws Exception {
        String topic = "attach-" + version + "-" + attempt;
        SharedBroker.get().createTopic(topic);
        try (OtlpReceiver collector = OtlpReceiver.start();
                ChildProcess application = attempt.start(Application.plain("target-of-" + topic, version)
                        .env(Application.exportTo(collector))
                        .main(
                                LiveClients.class.getName(),
                                topic,
                                "told",
                                "producer=" + client("healthy", "THREE_SECONDS"),
                                "classic=" + client("reader", "THREE_SECONDS"),
                                "producer=" + client("suffering", "SHORT_PLAIN")))) {
            await().atMost(PATIENCE).untilAsserted(() -> {
                Map<String, Summary> clients = status(application);
                assertThat(clients.get("healthy").renewed()).isPositive();
                assertThat(clients.get("suffering").notRenewed()).isPositive();
            });
            long killedBefore = killed();
            Map<String, Summary> before = status(application);

            attachTo(application);
            application.tell("add producer=" + client("late", "SHORT_PLAIN"));

            // From their next re-authentication on; the one after it is wholly ours.
            Map<String, Summary> attached = status(application);
            Map<String, Summary> settled =
                    await().atMost(PATIENCE).until(() -> status(application), now -> renewedSince(attached, now, 2));
            Map<String, Summary> later =
                    await().atMost(PATIENCE).until(() -> status(application), now -> renewedSince(settled, now, 4));
            for (String existing : settled.keySet()) {
                assertThat(later.get(existing).notRenewed())
                        .as("failed re-authentications of %s", existing)
                        .isEqualTo(settled.get(existing).notRenewed());
            }
            assertThat(later.get("late").notRenewed()).isZero();
            assertThat(SetupTrace.reauthentications(collector.spans(), "healthy"))
                    .as("re-authentications of a connection older than the agent")
                    .isNotEmpty();
            assertThat(SetupTrace.of(collector.spans(), "late")).isNotEmpty().allMatch(SetupTrace::ready);
            application.tell("stop");
            assertThat(application.awaitExit(PATIENCE)).isZero();

            boolean reconnected = later.get("healthy").closed()
                            > before.get("healthy").closed()
                    || later.get("reader").closed() > before.get("reader").closed()
                    || later.get("late").closed() > 0;
            if (reconnected && killed() > killedBefore) {
                return false;
            }
            assertThat(reconnected).as("reconnects").isFalse();
            for (String existing : settled.keySet()) {
                assertThat(later.get(existing).failed())
                        .as("failures that %s met", existing)
                        .isEqualTo(settled.get(existing).failed());
            }
            assertThat(later.get("late").failed()).isZero();
            return true;
        }
    }

    private static long killed() {
        KafkaBroker broker = SharedBroker.get();
        return broker.expiredConnectionsKilled("THREE_SECONDS") + broker.expiredConnectionsKilled("SHORT_PLAIN");
    }

    private static boolean renewedSince(Map<String, Summary> then, Map<String, Summary> now, int times) {
        return now.containsKey("late")
                && now.entrySet().stream()
                        .allMatch(entry -> entry.getValue().renewed() >= times + renewed(then.get(entry.getKey())));
    }

    private static long renewed(Summary summary) {
        return summary == null ? 0 : summary.renewed();
    }

    private static Map<String, Summary> status(ChildProcess application) {
        int from = application.lines().size();
        application.tell("status");
        application.awaitLine(from, "status complete"::equals, PATIENCE);
        return Application.summaries(application);
    }

    private static void attachTo(ChildProcess application) throws InterruptedException {
        try (ChildProcess attach = Application.start(JavaCommand.named("attach")
                .small()
                .jar(Workspace.agentJar(), "attach", Long.toString(application.pid())))) {
            assertThat(attach.awaitExit(PATIENCE))
                    .as(() -> String.join("\n", attach.lines()))
                    .isZero();
        }
        assertThat(Application.lifelineLines(application))
                .filteredOn(line -> line.contains("kafka-clients"))
                .singleElement()
                .asString()
                .contains("reauthentication on", "tracing on");
    }

    private static Path client(String clientId, String listener) {
        KafkaBroker broker = SharedBroker.get();
        Properties client = broker.clientProperties(listener);
        client.setProperty("client.id", clientId);
        return Workspace.clientFile("attach-" + clientId, client);
    }
}
