package io.kafkalifeline.agent.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The start and end of the SDK in real JVMs, isolated from the application as in the agent. */
class TelemetryIT {
    private static final String DONE = "application done";

    @Test
    void aShortLivedProgramExportsItsSpansAtExit() throws Exception {
        try (Collector collector = new Collector(200)) {
            Child child = Child.run(
                    Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", collector.endpoint(), "OTEL_SERVICE_NAME", "orders-service"),
                    "initialise",
                    "await-traces");

            assertThat(child.output()).containsExactly(DONE);
            assertThat(String.join("", collector.bodies()))
                    .contains("Kafka connection_setup b-1.example:9098", "socket connect", "orders-service");
        }
    }

    @Test
    void nothingConfiguredCostsOneHintAndNoThread() throws Exception {
        Child child = Child.run(Map.of(), "initialise", "await-own-end", "threads", "initialise");

        assertThat(ofLifeline(child)).singleElement().asString().contains("OTEL_EXPORTER_OTLP_ENDPOINT");
        assertThat(child.output()).noneMatch(line -> line.contains("kafka-lifeline-") || line.contains("BatchSpan"));
    }

    @Test
    void beforeTheFirstInitialisationThereIsNoOpenTelemetryAndNoLogging() throws Exception {
        Child child = Child.run(List.of("-Xlog:class+load"), Map.of("OTEL_TRACES_EXPORTER", "otlp"), "make");

        assertThat(child.output())
                .anyMatch(line -> line.contains(" io.kafkalifeline.telemetry.InitQueue "))
                .noneMatch(line -> line.contains(" io.opentelemetry."))
                .noneMatch(line -> line.contains(" java.util.logging.LogManager "));
    }

    @Test
    void nothingConfiguredLoadsNoOpenTelemetryEither() throws Exception {
        Child child = Child.run(List.of("-Xlog:class+load"), Map.of(), "initialise", "await-own-end");

        assertThat(ofLifeline(child)).hasSize(1);
        assertThat(child.output()).noneMatch(line -> line.contains(" io.opentelemetry."));
    }

    @Test
    void headersAreNotShownWhereTheyAreWrong() throws Exception {
        Child child = Child.run(
                Map.of(
                        "OTEL_EXPORTER_OTLP_ENDPOINT",
                        Collector.refusingEndpoint(),
                        "OTEL_EXPORTER_OTLP_HEADERS",
                        "x-team:hunter2"),
                "initialise",
                "await-line");
        assertThat(child.output()).anyMatch(line -> line.contains("OTEL_EXPORTER_OTLP_HEADERS"));
        assertThat(child.output()).noneMatch(line -> line.contains("hunter2"));
    }

    @Test
    void whatOnlyTheApplicationsSdkCanDoIsNoProblem() throws Exception {
        try (Collector collector = new Collector(200)) {
            Child child = Child.run(
                    Map.of(
                            "OTEL_EXPORTER_OTLP_ENDPOINT", collector.endpoint(),
                            "OTEL_PROPAGATORS", "b3,xray",
                            "OTEL_METRICS_EXPORTER", "prometheus",
                            "OTEL_LOGS_EXPORTER", "otlp,console"),
                    "initialise",
                    "await-traces");

            assertThat(child.output()).containsExactly(DONE);
            assertThat(String.join("", collector.bodies())).contains("Kafka connection_setup");
        }
    }

    @Test
    void theContextClassLoadersProvidersAreNotAsked() throws Exception {
        try (Collector collector = new Collector(200)) {
            Child child = Child.run(
                    Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", collector.endpoint()),
                    "hostile-context-loader",
                    "initialise",
                    "await-traces");

            assertThat(child.output()).containsExactly(DONE);
            assertThat(String.join("", collector.bodies())).contains("Kafka connection_setup");
        }
    }

    @Test
    void theApplicationsGlobalOpenTelemetryIsLeftAlone() throws Exception {
        try (Collector collector = new Collector(200)) {
            Child child = Child.run(
                    Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", collector.endpoint()),
                    "initialise",
                    "await-start",
                    "set-global");

            assertThat(child.output()).containsExactly(DONE);
        }
    }

    @Test
    void metricsAndTracesAreAskedForOnTheirOwn() throws Exception {
        String both = exportedBy(
                Map.of("OTEL_METRICS_EXPORTER", "otlp", "OTEL_TRACES_EXPORTER", "otlp"),
                List.of("await-traces", "await-metrics"));
        assertThat(both).contains("kafka.client.connection.setup.duration", "Kafka connection_setup");

        String metrics = exportedBy(
                Map.of("OTEL_METRICS_EXPORTER", "otlp", "OTEL_TRACES_EXPORTER", "none"), List.of("await-metrics"));
        assertThat(metrics)
                .contains("kafka.client.connection.setup.duration", "connection_refused")
                .doesNotContain("Kafka connection_setup");

        String traces = exportedBy(Map.of("OTEL_METRICS_EXPORTER", "none"), List.of("await-traces"));
        assertThat(traces).contains("Kafka connection_setup").doesNotContain("kafka.client.");
    }

    @Test
    void whatIsNotWantedIsNotExportedThoughACollectorIsThere() throws Exception {
        Map<String, String> both = Map.of("OTEL_METRICS_EXPORTER", "otlp", "OTEL_TRACES_EXPORTER", "otlp");
        assertThat(exportedBy(both, List.of("await-metrics"), "-Dno.spans=true"))
                .contains("kafka.client.connection.setup.duration")
                .doesNotContain("Kafka connection_setup");
        assertThat(exportedBy(both, List.of("await-traces"), "-Dno.metrics=true"))
                .contains("Kafka connection_setup")
                .doesNotContain("kafka.client.");
    }

    @Test
    void metricsThatNobodyAsksForStartNoSdkAndCostNoLine() throws Exception {
        Child child = Child.run(
                List.of("-Dno.spans=true", "-Xlog:class+load"),
                Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "http://localhost:1"),
                "initialise",
                "await-own-end");

        assertThat(ofLifeline(child)).isEmpty();
        assertThat(child.output()).noneMatch(line -> line.contains(" io.opentelemetry."));
    }

    private static String exportedBy(Map<String, String> settings, List<String> awaited, String... jvmOptions)
            throws Exception {
        try (Collector collector = new Collector(200)) {
            Map<String, String> environment = new HashMap<>(settings);
            environment.put("OTEL_EXPORTER_OTLP_ENDPOINT", collector.endpoint());
            environment.put("OTEL_BSP_SCHEDULE_DELAY", "20");
            environment.put("OTEL_METRIC_EXPORT_INTERVAL", "100");
            List<String> steps = new ArrayList<>(List.of("initialise"));
            steps.addAll(awaited);
            assertThat(Child.run(List.of(jvmOptions), environment, steps.toArray(new String[0]))
                            .output())
                    .containsExactly(DONE);
            return String.join("", collector.bodies());
        }
    }

    @Test
    void disabledIsSaidInOneLineAndNothingIsSent() throws Exception {
        try (Collector collector = new Collector(200)) {
            Map<String, String> disabled =
                    Map.of("OTEL_SDK_DISABLED", "true", "OTEL_EXPORTER_OTLP_ENDPOINT", collector.endpoint());
            Child child = Child.run(disabled, "initialise", "await-own-end", "initialise");
            assertThat(ofLifeline(child)).singleElement().asString().contains("OTEL_SDK_DISABLED=true");
            assertThat(collector.bodies()).isEmpty();
        }
    }

    @Test
    void whatWeDoNotCarryIsNamedInOneLine() throws Exception {
        assertThat(only(Map.of("OTEL_TRACES_EXPORTER", "nonsense")))
                .contains("OTEL_TRACES_EXPORTER=nonsense", "otlp, none");
        assertThat(only(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "nonsense")))
                .contains("OTEL_EXPORTER_OTLP_ENDPOINT=nonsense", "http://");
    }

    @Test
    void aCollectorThatRefusesCostsOneLineAndABoundedExit() throws Exception {
        Child child = Child.run(
                Map.of(
                        "OTEL_EXPORTER_OTLP_ENDPOINT",
                        Collector.refusingEndpoint(),
                        "OTEL_BSP_SCHEDULE_DELAY",
                        "100",
                        // Else a try takes 8 s.
                        "OTEL_JAVA_EXPORTER_OTLP_RETRY_DISABLED",
                        "true"),
                "initialise",
                "await-line",
                "initialise");

        assertThat(ofLifeline(child)).singleElement().asString().contains("ConnectException");
        assertThat(child.output()).hasSize(2);
    }

    @Test
    void aCollectorThatHangsDoesNotHoldUpTheExit() throws Exception {
        try (Collector collector = new Collector(0)) {
            // Who waited for the collector would not end within the time that a child is given.
            Child child = Child.run(
                    Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", collector.endpoint(), "OTEL_EXPORTER_OTLP_TIMEOUT", "600000"),
                    "many");

            assertThat(child.output()).contains(DONE);
            assertThat(ofLifeline(child)).anyMatch(line -> line.contains("lost with the end of the process"));
        }
    }

    @Test
    void aCollectorThatFailsIsNamedWithItsStatus() throws Exception {
        try (Collector collector = new Collector(500)) {
            Child child = Child.run(
                    Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", collector.endpoint(), "OTEL_BSP_SCHEDULE_DELAY", "100"),
                    "initialise",
                    "await-line",
                    "initialise");

            assertThat(ofLifeline(child)).singleElement().asString().contains("HTTP 500", collector.endpoint());
            assertThat(child.output()).hasSize(2);
        }
    }

    @Test
    void theApplicationsOwnSdkStillLogs() throws Exception {
        try (Collector collector = new Collector(200)) {
            Child child = Child.run(
                    Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", collector.endpoint()),
                    "initialise",
                    "await-start",
                    "application-logs");

            assertThat(child.output()).anyMatch(line -> line.contains("the application's own record"));
        }
    }

    @Test
    void ourThreadsHoldNothingOfTheApplication() throws Exception {
        try (Collector collector = new Collector(200)) {
            Child child = Child.run(
                    Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", collector.endpoint()),
                    "initialise",
                    "await-start",
                    "threads");

            List<String> ours = child.output().stream()
                    .filter(line -> line.startsWith("thread kafka-lifeline-") || line.startsWith("thread BatchSpan"))
                    .toList();
            assertThat(ours)
                    .hasSize(2)
                    .allMatch(line -> line.contains("group=kafka-lifeline daemon=true"))
                    .noneMatch(line -> line.endsWith("loader=app"));
        }
    }

    private static String only(Map<String, String> environment) throws Exception {
        Child child = Child.run(environment, "initialise", "await-own-end");
        assertThat(child.output()).hasSize(2);
        return ofLifeline(child).get(0);
    }

    private static List<String> ofLifeline(Child child) {
        return child.output().stream()
                .filter(line -> line.startsWith("[kafka-lifeline] "))
                .toList();
    }
}
