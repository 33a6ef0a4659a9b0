package io.kafkalifeline.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kafkalifeline.smoke.broker.Logins;
import io.kafkalifeline.smoke.child.LiveClients;
import io.kafkalifeline.smoke.process.ChildProcess;
import io.kafkalifeline.smoke.process.HeldPorts;
import io.kafkalifeline.smoke.process.JavaCommand;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Dashboard and alerts in a real Prometheus, which scrapes an application with both agents: the names are those that
 * OpenTelemetry's own exporter makes of ours.
 */
@Tag("browser")
class PrometheusIT {
    private static final String NAME = "scraped";

    @Test
    void everyMetricThatIsNamedIsThereAndEveryExpressionIsUnderstood() throws Exception {
        int port = HeldPorts.free();
        Properties good = SharedBroker.get().clientProperties(SharedBroker.SHORT_SESSIONS[0].name());
        good.setProperty("client.id", NAME);
        Properties refused = SharedBroker.get().clientProperties(SharedBroker.SHORT_SESSIONS[0].name());
        refused.setProperty("client.id", NAME + "-refused");
        refused.setProperty("sasl.jaas.config", Logins.client("PLAIN", Unreachable.SECRET));
        SharedBroker.get().createTopic(NAME);
        JavaCommand command = JavaCommand.named(NAME)
                .property("org.slf4j.simpleLogger.defaultLogLevel", "error")
                .classPath(Workspace.clientClassPath("4.4.0"))
                .agent(Workspace.openTelemetryAgent("2.33.1"), null)
                .agent(Workspace.agentJar(), null)
                .env(Map.of(
                        "OTEL_SERVICE_NAME", NAME,
                        "OTEL_TRACES_EXPORTER", "none",
                        "OTEL_LOGS_EXPORTER", "none",
                        "OTEL_METRICS_EXPORTER", "prometheus",
                        "OTEL_EXPORTER_PROMETHEUS_HOST", "127.0.0.1",
                        "OTEL_EXPORTER_PROMETHEUS_PORT", Integer.toString(port)))
                .main(
                        LiveClients.class.getName(),
                        NAME,
                        "told",
                        "producer=" + Workspace.clientFile(NAME, good),
                        "producer=" + Workspace.clientFile(NAME + "-refused", refused));
        try (ChildProcess application = Application.start(command);
                Prometheus prometheus = Prometheus.scraping(port)) {
            prometheus.await("rate(kafka_client_reauthentication_duration_seconds_count[10s]) > 0");
            prometheus.await(
                    "kafka_client_connection_setup_duration_seconds_count{error_type=\"SASL_AUTHENTICATION_FAILED\"}");

            Set<String> named = new TreeSet<>();
            for (String expression : Dashboards.expressions()) {
                named.addAll(PromQl.of(expression).selected().keySet());
                prometheus.query(expression.replace("$__rate_interval", "10s").replace("$job", ".*"));
            }
            assertThat(named).hasSizeGreaterThan(6);
            for (String metric : named) {
                // Some come with the second renewal only.
                assertThat(prometheus.await(metric)).as(metric).isNotEmpty();
            }
            assertThat(prometheus.rules()).isNotEmpty();
            for (JsonNode rule : prometheus.rules().findValues("rules").stream()
                    .flatMap(rules -> StreamSupport.stream(rules.spliterator(), false))
                    .toList()) {
                assertThat(rule.path("health").asText()).as(rule.toString()).isEqualTo("ok");
            }
            // What is wrong with this application on purpose is noticed; it would ring after a minute.
            prometheus.await("ALERTS{job=\"application\"}");
            application.tell("stop");
            assertThat(application.awaitExit(Duration.ofMinutes(2))).isZero();
        }
    }
}
