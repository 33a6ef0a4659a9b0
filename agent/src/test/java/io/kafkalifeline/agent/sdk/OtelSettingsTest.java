package io.kafkalifeline.agent.sdk;

import static org.assertj.core.api.Assertions.assertThat;

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
        assertThat(settings.get("otel.exporter.otlp.endpoint")).isEqualTo("http://strong:4318");
        assertThat(settings.asWritten("otel.exporter.otlp.endpoint"))
                .isEqualTo("-Dotel.exporter.otlp.endpoint=http://strong:4318");
    }

    /** Vendors' headers have names of their own, by which nobody sees that what follows is a key. */
    @Test
    void aHeadersValueIsNotShown() {
        environment.put("OTEL_EXPORTER_OTLP_HEADERS", "x-honeycomb-team=rosebud");

        assertThat(settings.asWritten("otel.exporter.otlp.headers")).isEqualTo("OTEL_EXPORTER_OTLP_HEADERS=***");
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
    void noTracesIsAnAnswerAndNeedsNoHint() {
        environment.put("OTEL_TRACES_EXPORTER", "none");
        assertThat(settings.tracesOff()).isTrue();
    }
}
