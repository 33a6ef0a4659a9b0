package io.kafkalifeline.agent.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Settings and collectors that are not as the agent would have them, in real JVMs. */
class CollectorTroubleIT {
    @Test
    void ofSettingsThatAreUnderstoodInPartTheSpansArriveAndOneLineTellsTheRest() throws Exception {
        try (Collector collector = new Collector(200)) {
            Map<String, String> settings = new HashMap<>();
            settings.put("OTEL_EXPORTER_OTLP_ENDPOINT", collector.endpoint());
            settings.put("OTEL_EXPORTER_OTLP_PROTOCOL", "grpc");
            settings.put("OTEL_EXPORTER_OTLP_HEADERS", "x-team:hunter2,api-key=abc");
            settings.put("OTEL_EXPORTER_OTLP_TIMEOUT", "10 seconds");
            settings.put("OTEL_EXPORTER_OTLP_COMPRESSION", "zstd");
            settings.put("OTEL_TRACES_EXPORTER", "otlp,logging");
            settings.put("OTEL_TRACES_SAMPLER", "parentbased_jaeger_remote");
            settings.put("OTEL_RESOURCE_ATTRIBUTES", "nonsense,team=payments");
            settings.put("OTEL_BSP_MAX_QUEUE_SIZE", "many");
            settings.put("OTEL_BSP_SCHEDULE_DELAY", "50");
            settings.put("OTEL_CONFIG_FILE", "/no/such.yaml");
            settings.put("OTEL_PROPAGATORS", "nonsense");
            Child child = Child.run(settings, "initialise", "await-traces");

            assertThat(String.join("", collector.bodies())).contains("Kafka connection_setup", "payments");
            assertThat(ofLifeline(child))
                    .singleElement()
                    .asString()
                    .contains(
                            "OTEL_EXPORTER_OTLP_PROTOCOL=grpc",
                            "OTEL_EXPORTER_OTLP_HEADERS is not a list",
                            "OTEL_EXPORTER_OTLP_TIMEOUT=10 seconds",
                            "OTEL_EXPORTER_OTLP_COMPRESSION=zstd",
                            "OTEL_TRACES_EXPORTER=otlp,logging",
                            "OTEL_TRACES_SAMPLER=parentbased_jaeger_remote",
                            "OTEL_RESOURCE_ATTRIBUTES is not a list",
                            "OTEL_BSP_MAX_QUEUE_SIZE=many",
                            "OTEL_CONFIG_FILE=/no/such.yaml")
                    .doesNotContain("hunter2", "SCHEDULE_DELAY");
        }
    }

    @Test
    void aPortForGrpcIsRecognisedAndTheOtherOneNamed() throws Exception {
        try (GrpcCollector collector = new GrpcCollector()) {
            Map<String, String> settings =
                    Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", collector.endpoint(), "OTEL_BSP_SCHEDULE_DELAY", "50");
            for (Child child :
                    List.of(Child.run(settings, "initialise", "await-line"), Child.run(settings, "initialise"))) {
                assertThat(ofLifeline(child))
                        .singleElement()
                        .asString()
                        .contains("not reach " + collector.endpoint(), "port for gRPC", "http://127.0.0.1:4318");
            }
        }
    }

    /** Compared with how long the end waits for a collector that hangs, for a machine may be slow. */
    @Test
    void whereNobodyListensAShortProgramEndsAtOnceAndSaysWhy() throws Exception {
        Child refused = Child.run(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", Collector.refusingEndpoint()), "initialise");
        assertThat(ofLifeline(refused))
                .singleElement()
                .asString()
                .contains("ConnectException", "the last spans are lost with the end of the process");
        try (Collector hanging = new Collector(0)) {
            Child hung = Child.run(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", hanging.endpoint()), "initialise");
            assertThat(refused.exitMs()).isLessThan(hung.exitMs() / 2);

            // The SDK's reader of metrics would wait for twice as long.
            Child metrics = Child.run(
                    Map.of(
                            "OTEL_EXPORTER_OTLP_ENDPOINT",
                            hanging.endpoint(),
                            "OTEL_METRICS_EXPORTER",
                            "otlp",
                            "OTEL_TRACES_EXPORTER",
                            "none"),
                    "initialise",
                    "await-metrics-start");
            assertThat(metrics.exitMs()).isLessThan(hung.exitMs() * 9 / 5);
        }
    }

    @Test
    void aCollectorThatIsTooBusyHoldsUpTheExitNoLonger() throws Exception {
        try (Collector busy = new Collector(503)) {
            Child child = Child.run(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", busy.endpoint()), "initialise");
            assertThat(ofLifeline(child)).singleElement().asString().contains("HTTP 503");
            assertThat(busy.bodies()).hasSize(1);
        }
    }

    private static List<String> ofLifeline(Child child) {
        return child.output().stream()
                .filter(line -> line.startsWith("[kafka-lifeline] "))
                .toList();
    }
}
