package io.kafkalifeline.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkalifeline.smoke.broker.Logins;
import io.kafkalifeline.smoke.child.ConnectOnce;
import io.kafkalifeline.smoke.child.LiveClients;
import io.kafkalifeline.smoke.otlp.OtlpMetric;
import io.kafkalifeline.smoke.otlp.OtlpReceiver;
import io.kafkalifeline.smoke.process.ChildProcess;
import io.kafkalifeline.smoke.process.JavaCommand;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every metric and label that the dashboard and the alerts name is really exported. */
class DashboardIT {
    @Test
    void namesNothingThatIsNotExported() throws Exception {
        Map<String, Set<String>> exported = exported();
        assertThat(exported.keySet()).as("what two applications export").hasSizeGreaterThan(10);
        assertThat(Dashboards.expressions()).hasSizeGreaterThan(15).allSatisfy(expression -> {
            PromQl names = PromQl.of(expression);
            assertThat(names.selected()).as(expression).isNotEmpty();
            assertThat(names.unknown(exported)).as(expression).isEmpty();
        });
    }

    /** Of an application with short sessions and one with a wrong password: labels by metric, in Prometheus' names. */
    private static Map<String, Set<String>> exported() throws Exception {
        try (OtlpReceiver collector = OtlpReceiver.start()) {
            Properties client = client("dashboard-sessions");
            SharedBroker.get().createTopic("dashboard-sessions");
            run(
                    collector,
                    Application.attached("dashboard-sessions", "4.3.1")
                            .main(
                                    LiveClients.class.getName(),
                                    "dashboard-sessions",
                                    "renewals=3",
                                    "producer=" + Workspace.clientFile("dashboard-sessions", client)));
            Properties refused = client("dashboard-refused");
            refused.compute("sasl.jaas.config", (key, jaas) -> ((String) jaas).replace(Logins.PASSWORD, "wrong"));
            run(
                    collector,
                    Application.attached("dashboard-refused", "4.3.1")
                            .main(
                                    ConnectOnce.class.getName(),
                                    "one-by-one",
                                    SharedBroker.TOPIC,
                                    Workspace.clientFile("dashboard-refused", refused)
                                            .toString()));
            Map<String, Set<String>> labels = new TreeMap<>();
            for (OtlpMetric point : collector.metrics()) {
                for (String name : prometheusNames(point).toList()) {
                    Set<String> known = labels.computeIfAbsent(name, key -> new TreeSet<>());
                    point.attributes().keySet().forEach(key -> known.add(key.replace('.', '_')));
                }
            }
            return labels;
        }
    }

    private static Properties client(String name) {
        Properties client = SharedBroker.get().clientProperties(SharedBroker.SHORT_SESSIONS[0].name());
        client.setProperty("client.id", name);
        return client;
    }

    private static void run(OtlpReceiver collector, JavaCommand command) throws Exception {
        Map<String, String> environment = new HashMap<>(Application.exportTo(collector));
        environment.put("OTEL_METRICS_EXPORTER", "otlp");
        try (ChildProcess application = Application.start(command.env(environment))) {
            assertThat(application.awaitExit(Duration.ofMinutes(2))).isZero();
        }
    }

    /** By OpenTelemetry's rules for Prometheus: the unit, unless it is in braces, and what kind of a number it is. */
    private static Stream<String> prometheusNames(OtlpMetric point) {
        String name = point.name().replace('.', '_') + (point.unit().equals("s") ? "_seconds" : "");
        return switch (point.kind()) {
            case "histogram" -> Stream.of(name + "_bucket", name + "_sum", name + "_count");
            case "sum" -> Stream.of(name + "_total");
            default -> Stream.of(name);
        };
    }
}
