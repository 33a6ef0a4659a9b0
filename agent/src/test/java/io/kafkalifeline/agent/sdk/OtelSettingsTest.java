package io.kafkalifeline.agent.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkalifeline.agent.sdk.OtelSettings.Signal;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OtelSettingsTest {
    private final Map<String, String> environment = new HashMap<>();
    private final Properties properties = new Properties();
    private final OtelSettings settings = new OtelSettings(environment, properties);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "OTEL_TRACES_EXPORTER",
                "OTEL_EXPORTER_OTLP_ENDPOINT",
                "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT",
                "OTEL_EXPORTER_OTLP_PROTOCOL",
                "OTEL_EXPORTER_OTLP_HEADERS",
                "OTEL_CONFIG_FILE"
            })
    void anExporterSettingAsksForTraces(String variable) {
        assertThat(settings.asksForTraces()).isFalse();
        environment.put(variable, " ");
        assertThat(settings.asksForTraces()).isFalse();
        environment.put(variable, "value");
        assertThat(settings.asksForTraces()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "OTEL_SERVICE_NAME",
                "OTEL_METRICS_EXPORTER",
                "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT",
                "OTEL_EXPORTER_OTLP_LOGS_PROTOCOL"
            })
    void otherSettingsDoNot(String variable) {
        environment.put(variable, "value");
        assertThat(settings.asksForTraces()).isFalse();
    }

    @Test
    void aSystemPropertyAsksAsWellAndIsStronger() {
        environment.put("OTEL_EXPORTER_OTLP_ENDPOINT", "http://weak:4318");
        properties.setProperty("otel.exporter.otlp.endpoint", "http://strong:4318");

        assertThat(settings.asksForTraces()).isTrue();
        assertThat(settings.endpoint(Signal.TRACES)).isEqualTo("http://strong:4318");
    }

    @Test
    void disabledIsDisabled() {
        assertThat(settings.disabled()).isFalse();
        environment.put("OTEL_SDK_DISABLED", "True");
        assertThat(settings.disabled()).isTrue();
    }

    @Test
    void metricsMustBeAskedForByName() {
        environment.put("OTEL_EXPORTER_OTLP_ENDPOINT", "http://collector:4318");
        assertThat(settings.asksForMetrics()).isFalse();
        environment.put("OTEL_METRICS_EXPORTER", "prometheus");
        assertThat(settings.asksForMetrics()).isFalse();
        environment.put("OTEL_METRICS_EXPORTER", "prometheus, otlp");
        assertThat(settings.asksForMetrics()).isTrue();
    }

    @Test
    void eachSignalHasItsOwnProblems() {
        environment.put("OTEL_EXPORTER_OTLP_TRACES_PROTOCOL", "grpc");
        environment.put("OTEL_TRACES_EXPORTER", "zipkin");
        assertThat(settings.problem(Signal.METRICS)).isNull();
        environment.put("OTEL_EXPORTER_OTLP_METRICS_ENDPOINT", "collector");
        assertThat(settings.problem(Signal.METRICS)).startsWith("OTEL_EXPORTER_OTLP_METRICS_ENDPOINT=collector");
    }

    @Test
    void noTracesIsAnAnswerAndNeedsNoHint() {
        environment.put("OTEL_TRACES_EXPORTER", "none");
        assertThat(settings.tracesOff()).isTrue();
    }

    @Test
    void theStandardSettingsAreFine() {
        assertThat(settings.problem(Signal.TRACES)).isNull();
        environment.put("OTEL_TRACES_EXPORTER", "otlp");
        environment.put("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf");
        environment.put("OTEL_EXPORTER_OTLP_ENDPOINT", "https://collector.example:4318/base");
        assertThat(settings.problem(Signal.TRACES)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"zipkin", "jaeger", "nonsense", "otlp,console"})
    void anExporterThatWeDoNotCarryIsAProblem(String exporter) {
        environment.put("OTEL_TRACES_EXPORTER", exporter);
        assertThat(settings.problem(Signal.TRACES))
                .isEqualTo("OTEL_TRACES_EXPORTER=" + exporter + " is not one of: otlp, none");
    }

    @ParameterizedTest
    @ValueSource(strings = {"grpc", "http/json", "nonsense"})
    void aProtocolThatWeDoNotSpeakIsAProblem(String protocol) {
        properties.setProperty("otel.exporter.otlp.protocol", protocol);
        assertThat(settings.problem(Signal.TRACES))
                .startsWith("-Dotel.exporter.otlp.protocol=" + protocol + " is not one of: http/protobuf");
    }

    @Test
    void theTracesProtocolCountsBeforeTheGeneralOne() {
        environment.put("OTEL_EXPORTER_OTLP_PROTOCOL", "grpc");
        environment.put("OTEL_EXPORTER_OTLP_TRACES_PROTOCOL", "http/protobuf");
        assertThat(settings.problem(Signal.TRACES)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:4318", "collector", "ftp://collector:4318", "http://:4318", "http://a b"})
    void anEndpointMustBeAUrl(String endpoint) {
        environment.put("OTEL_EXPORTER_OTLP_ENDPOINT", endpoint);
        assertThat(settings.problem(Signal.TRACES))
                .isEqualTo("OTEL_EXPORTER_OTLP_ENDPOINT=" + endpoint + " is not an http:// or https:// URL");
    }

    @Test
    void credentialsInAnEndpointAreNotTold() {
        environment.put("OTEL_EXPORTER_OTLP_ENDPOINT", "ftp://alice:hunter2@collector:4318");
        assertThat(settings.problem(Signal.TRACES))
                .contains("ftp://***@collector")
                .doesNotContain("hunter2");
        assertThat(settings.endpoint(Signal.TRACES)).doesNotContain("hunter2");
    }
}
