package io.kafkalifeline.smoke;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kafkalifeline.smoke.broker.Listener;
import io.kafkalifeline.smoke.broker.Logins;
import io.kafkalifeline.smoke.child.ConnectOnce;
import io.kafkalifeline.smoke.child.LiveClients;
import io.kafkalifeline.smoke.child.Summary;
import io.kafkalifeline.smoke.otlp.OtlpMetric;
import io.kafkalifeline.smoke.otlp.OtlpReceiver;
import io.kafkalifeline.smoke.otlp.OtlpSpan;
import io.kafkalifeline.smoke.process.ChildProcess;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** The metrics of clients of a real broker, as a collector receives them at the end of the process. */
class MetricsIT {
    private static final String SETUP = "kafka.client.connection.setup.duration";
    private static final String PHASE = "kafka.client.connection.phase.duration";
    private static final String REAUTHENTICATION = "kafka.client.reauthentication.duration";
    /** So many of two connections that spans are left out. */
    private static final int RENEWALS = 10;

    private static final String CONNECTIONS = "kafka.client.connection.count";

    @Test
    void everyConnectionAndEachOfItsPhasesIsCounted() throws Exception {
        Listener listener = Listener.saslSsl("SASL_SSL_SCRAM", "SCRAM-SHA-512");
        try (OtlpReceiver collector = OtlpReceiver.start()) {
            runOnce("metrics-setup", listener, collector, Map.of("OTEL_METRICS_EXPORTER", "otlp"));

            long setups = spans(collector, "Kafka connection_setup ");
            assertThat(setups).isGreaterThanOrEqualTo(2);
            long port = SharedBroker.get().port(listener.name());
            assertThat(collector.metrics(SETUP)).singleElement().satisfies(point -> {
                assertThat(point.unit()).isEqualTo("s");
                assertThat(point.kind()).isEqualTo("histogram");
                assertThat(point.count()).isEqualTo(setups);
                assertThat(point.sum()).isBetween(0.0, 60.0 * setups);
                assertThat(point.attributes())
                        .isEqualTo(Map.of(
                                "server.address",
                                "localhost",
                                "server.port",
                                port,
                                "kafka.connection.outcome",
                                "ready"));
            });
            assertThat(collector.metrics(PHASE))
                    .extracting(point -> point.attributes().get("kafka.connection.phase"))
                    .containsExactlyInAnyOrder(
                            "dns",
                            "tcp",
                            "tls",
                            "sasl.api_versions",
                            "sasl.handshake",
                            "sasl.authenticate",
                            "api_versions");
            assertThat(collector.metrics(PHASE)).allMatch(point -> point.count() == setups);
            assertThat(collector.metrics(CONNECTIONS)).singleElement().satisfies(point -> {
                assertThat(point.kind()).isEqualTo("up-down");
                assertThat(point.count()).as("all closed").isZero();
                assertThat(point.attributes()).isEqualTo(Map.of("server.address", "localhost", "server.port", port));
            });
            assertThat(collector.metrics().toString()).doesNotContain(Logins.PASSWORD, Logins.USER);
        }
    }

    @Test
    void metricsComeWithoutTraces() throws Exception {
        try (OtlpReceiver collector = OtlpReceiver.start()) {
            runOnce(
                    "metrics-alone",
                    Listener.plaintext("PLAINTEXT"),
                    collector,
                    Map.of("OTEL_METRICS_EXPORTER", "otlp", "OTEL_TRACES_EXPORTER", "none"));

            assertThat(collector.spans()).isEmpty();
            assertThat(collector.metrics(SETUP)).isNotEmpty();
        }
    }

    @Test
    void tracesComeWithoutMetrics() throws Exception {
        try (OtlpReceiver collector = OtlpReceiver.start()) {
            runOnce("traces-alone", Listener.plaintext("PLAINTEXT"), collector, Map.of());

            assertThat(collector.spans()).isNotEmpty();
            assertThat(collector.metrics()).isEmpty();
        }
    }

    @Test
    void everyRenewalIsCountedAsKafkaCountsIt() throws Exception {
        String name = "metrics-sessions";
        Listener listener = SharedBroker.SHORT_SESSIONS[0];
        SharedBroker.get().createTopic(name);
        long renewedBefore = SharedBroker.get().reauthentications(listener.name());
        Properties client = SharedBroker.get().clientProperties(listener.name());
        client.setProperty("client.id", name);
        try (OtlpReceiver collector = OtlpReceiver.start();
                ChildProcess application = Application.start(Application.attached(name, "4.3.1")
                        .env(environment(collector, Map.of("OTEL_METRICS_EXPORTER", "otlp")))
                        .env("OTEL_METRIC_EXPORT_INTERVAL", "500")
                        .main(
                                LiveClients.class.getName(),
                                name,
                                "told",
                                "producer=" + Workspace.clientFile(name, client)))) {
            await().atMost(Duration.ofMinutes(2))
                    .untilAsserted(() -> assertThat(collector.metrics(CONNECTIONS))
                            .singleElement()
                            .as("one to the bootstrap server, one to the same broker by its id")
                            .satisfies(point -> assertThat(point.count()).isEqualTo(2)));
            await().atMost(Duration.ofMinutes(2))
                    .until(() -> renewed(collector).stream().anyMatch(point -> point.count() >= RENEWALS));
            application.tell("stop");
            assertThat(application.awaitExit(Duration.ofMinutes(2))).isZero();
            long renewedByTheBroker = SharedBroker.get().reauthentications(listener.name()) - renewedBefore;
            assertThat(collector.metrics(CONNECTIONS))
                    .allSatisfy(point -> assertThat(point.count()).isZero());
            Summary summary = Application.summaries(application).get(name);

            List<OtlpMetric> renewed = renewed(collector);
            assertThat(renewed).singleElement().satisfies(point -> {
                assertThat(point.attributes()).containsEntry("kafka.sasl.mechanism", "PLAIN");
                // The client's own count is read before it is closed; the broker's holds what the client did not live
                // to see.
                assertThat(point.count()).isBetween(summary.renewed(), renewedByTheBroker);
            });
            assertThat(spans(collector, "Kafka reauthentication "))
                    .as("spans are limited, metrics are not")
                    .isLessThan(renewed.get(0).count());
            long reauthentications = collector.metrics(REAUTHENTICATION).stream()
                    .mapToLong(OtlpMetric::count)
                    .sum();
            assertThat(collector.metrics("kafka.client.session.lifetime"))
                    .singleElement()
                    .satisfies(point -> assertThat(point.count())
                            .isBetween(
                                    reauthentications,
                                    reauthentications + spans(collector, "Kafka connection_setup ")));
            assertThat(collector.metrics("kafka.client.reauthentication.hold.duration"))
                    .singleElement()
                    .satisfies(point -> assertThat(point.count()).isPositive());
            assertThat(collector.metrics("kafka.client.reauthentication.preserved_requests"))
                    .extracting(point -> point.attributes().get("kafka.reauthentication.preservation"))
                    .containsExactlyInAnyOrder("delivered", "moved");
            assertThat(collector.metrics("kafka.lifeline.telemetry.dropped")).allMatch(point -> point.count() == 0);
        }
    }

    private static List<OtlpMetric> renewed(OtlpReceiver collector) {
        return collector.metrics(REAUTHENTICATION).stream()
                .filter(point -> "renewed".equals(point.attributes().get("kafka.reauthentication.outcome")))
                .toList();
    }

    private static void runOnce(String name, Listener listener, OtlpReceiver collector, Map<String, String> settings)
            throws Exception {
        Properties client = SharedBroker.get().clientProperties(listener.name());
        client.setProperty("client.id", name);
        String file = Workspace.clientFile(name, client).toString();
        try (ChildProcess application = Application.start(Application.attached(name, "4.3.1")
                .env(environment(collector, settings))
                .main(ConnectOnce.class.getName(), "one-by-one", SharedBroker.TOPIC, file))) {
            assertThat(application.awaitExit(Duration.ofMinutes(2))).isZero();
            assertThat(application.lines(line -> line.startsWith("outcome ")))
                    .containsExactly("outcome " + name + " delivered");
        }
    }

    private static Map<String, String> environment(OtlpReceiver collector, Map<String, String> settings) {
        Map<String, String> environment = new HashMap<>(Application.exportTo(collector));
        environment.putAll(settings);
        return environment;
    }

    private static long spans(OtlpReceiver collector, String prefix) {
        return collector.spans().stream()
                .map(OtlpSpan::name)
                .filter(name -> name.startsWith(prefix))
                .count();
    }
}
