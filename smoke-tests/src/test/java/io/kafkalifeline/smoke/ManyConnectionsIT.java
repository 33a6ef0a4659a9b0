package io.kafkalifeline.smoke;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kafkalifeline.smoke.broker.KafkaBroker;
import io.kafkalifeline.smoke.broker.Listener;
import io.kafkalifeline.smoke.child.ManyConnections;
import io.kafkalifeline.smoke.otlp.OtlpMetric;
import io.kafkalifeline.smoke.otlp.OtlpReceiver;
import io.kafkalifeline.smoke.otlp.OtlpReceiver.Answer;
import io.kafkalifeline.smoke.process.ChildProcess;
import io.kafkalifeline.smoke.process.JavaCommand;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Hundreds of connections with sessions of a second: few spans, exact metrics, bounded memory, whatever the collector
 * does. {@code -Dsmoke.connections=1000 -Dsmoke.renewals=60}, so many of each session, plays it at length.
 */
class ManyConnectionsIT {
    private static final int CONNECTIONS = Integer.getInteger("smoke.connections", 400);
    private static final int RENEWALS = Integer.getInteger("smoke.renewals", 6);
    private static final int FEW = 100;
    private static final Listener LISTENER =
            Listener.saslPlaintext("MANY", "PLAIN").maxReauthMs(1000);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static KafkaBroker broker;

    @BeforeAll
    static void start() {
        broker = KafkaBroker.start("many", LISTENER);
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    void fewSpansAndExactMetrics() throws Exception {
        Undisturbed.play(broker, attempt -> {
            long killedBefore = broker.expiredConnectionsKilled(LISTENER.name());
            long renewedBefore = broker.reauthentications(LISTENER.name());
            try (OtlpReceiver collector = OtlpReceiver.start();
                    ChildProcess application = start(attempt, "many-connections", CONNECTIONS, "", collector)) {
                long begun = System.nanoTime();
                application.awaitLine("all connected"::equals, PATIENCE);
                awaitRenewals(application, (long) CONNECTIONS * RENEWALS);
                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(count(collector, "kafka.client.connection.count"))
                                .isEqualTo(CONNECTIONS));
                Map<String, Long> counted = stop(application);
                long minutes = TimeUnit.NANOSECONDS.toMinutes(System.nanoTime() - begun);
                System.out.println(CONNECTIONS + " connections: " + counted);

                assertThat(counted).containsEntry("not-renewed", 0L);
                if (broker.expiredConnectionsKilled(LISTENER.name()) > killedBefore) {
                    return false;
                }
                assertThat(counted)
                        .containsEntry("connected", (long) CONNECTIONS)
                        .containsEntry("lost", 0L);
                long renewed = counted.get("renewed");
                assertThat(broker.reauthentications(LISTENER.name()) - renewedBefore)
                        .isEqualTo(renewed);
                assertThat(count(collector, "kafka.client.reauthentication.duration"))
                        .isEqualTo(renewed);
                assertThat(count(collector, "kafka.client.connection.setup.duration"))
                        .isEqualTo(CONNECTIONS);
                assertThat(count(collector, "kafka.client.session.lifetime")).isEqualTo(renewed + CONNECTIONS);
                assertThat(count(collector, "kafka.client.connection.count"))
                        .as("all closed")
                        .isZero();
                assertThat(count(collector, "kafka.lifeline.telemetry.dropped")).isZero();
                assertThat(spans(collector, "Kafka connection_setup ")).isEqualTo(CONNECTIONS);
                // The first of each connection, then at most one a minute.
                assertThat(spans(collector, "Kafka reauthentication "))
                        .isBetween((long) CONNECTIONS, CONNECTIONS * (1 + minutes));
                return true;
            }
        });
    }

    /** With every renewal a span: hundreds of spans a second that nobody takes. */
    @Tag("complete")
    @ParameterizedTest
    @EnumSource(names = {"REFUSE", "HANG", "ERROR"})
    void aBadCollectorCostsOneLineAndNoMemory(Answer answer) throws Exception {
        Undisturbed.play(broker, attempt -> {
            long killedBefore = broker.expiredConnectionsKilled(LISTENER.name());
            String name = "bad-collector-" + answer;
            try (OtlpReceiver collector = OtlpReceiver.start()) {
                collector.answer(answer);
                try (ChildProcess application =
                        start(attempt, name, FEW, "tracing.reauthentication.interval=0s", collector)) {
                    application.awaitLine("all connected"::equals, PATIENCE);
                    awaitRenewals(application, (long) FEW * RENEWALS);
                    int lines = application.lines().size();
                    application.tell("count");
                    Map<String, Long> early = counted(application, lines);
                    awaitRenewals(application, (long) FEW * RENEWALS * 2);
                    Map<String, Long> late = stop(application);

                    assertThat(late).containsEntry("not-renewed", 0L);
                    assertThat(late.get("heap-kb")).isLessThan(early.get("heap-kb") + 4_096);
                    assertThat(Application.lifelineLines(application).stream()
                                    .filter(line -> !line.contains(" serves kafka-clients "))
                                    .toList())
                            .hasSizeLessThanOrEqualTo(1);
                    if (broker.expiredConnectionsKilled(LISTENER.name()) > killedBefore) {
                        return false;
                    }
                    assertThat(late).containsEntry("connected", (long) FEW).containsEntry("lost", 0L);
                    return true;
                }
            }
        });
    }

    private static void awaitRenewals(ChildProcess application, long renewals) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(500)).until(() -> {
            int lines = application.lines().size();
            application.tell("renewed");
            String line = application.awaitLine(lines, one -> one.startsWith("renewed "), PATIENCE);
            return Long.parseLong(line.substring("renewed ".length())) >= renewals;
        });
    }

    private static ChildProcess start(
            Undisturbed.Attempt attempt, String what, int connections, String options, OtlpReceiver collector) {
        String name = what + "-" + attempt;
        Properties client = broker.clientProperties(LISTENER.name());
        client.setProperty("client.id", name);
        Map<String, String> environment = new HashMap<>(Application.exportTo(collector));
        environment.put("OTEL_METRICS_EXPORTER", "otlp");
        environment.put("OTEL_METRIC_EXPORT_INTERVAL", "1000");
        JavaCommand command = Application.plain(name, Workspace.BROKER_VERSION)
                .agent(Workspace.agentJar(), options)
                .env(environment)
                .main(
                        ManyConnections.class.getName(),
                        Workspace.clientFile(name, client).toString(),
                        Integer.toString(connections));
        return attempt.start(command);
    }

    private static Map<String, Long> stop(ChildProcess application) throws InterruptedException {
        int lines = application.lines().size();
        application.tell("stop");
        Map<String, Long> counted = counted(application, lines);
        assertThat(application.awaitExit(PATIENCE)).isZero();
        return counted;
    }

    private static Map<String, Long> counted(ChildProcess application, int from) {
        String line = application.awaitLine(from, one -> one.startsWith("counted "), PATIENCE);
        return Arrays.stream(line.split(" ", -1))
                .skip(1)
                .map(word -> word.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> Long.parseLong(pair[1])));
    }

    private static long count(OtlpReceiver collector, String metric) {
        return collector.metrics(metric).stream().mapToLong(OtlpMetric::count).sum();
    }

    private static long spans(OtlpReceiver collector, String prefix) {
        return collector.spans().stream()
                .filter(span -> span.name().startsWith(prefix))
                .count();
    }
}
