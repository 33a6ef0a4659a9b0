package io.kafkalifeline.agent.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkalifeline.agent.sdk.OtelSettings.Signal;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is understood is used; one note says what is not. */
class UsableSettingsTest {
    private static final String ENDPOINT = "OTEL_EXPORTER_OTLP_ENDPOINT";

    private final Map<String, String> environment = new HashMap<>();
    private final Properties properties = new Properties();

    @Test
    void theStandardSettingsAreFine() {
        assertThat(of(Signal.TRACES).endpoints().get(Signal.TRACES)).hasToString("http://localhost:4318");
        environment.put("OTEL_TRACES_EXPORTER", "otlp");
        environment.put("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf");
        environment.put(ENDPOINT, "https://collector.example:4318/base");
        environment.put("OTEL_EXPORTER_OTLP_HEADERS", "api-key=a%20b,x=y");
        environment.put("OTEL_RESOURCE_ATTRIBUTES", "a=b, c=d");
        environment.put("OTEL_TRACES_SAMPLER", "parentbased_traceidratio");
        environment.put("OTEL_TRACES_SAMPLER_ARG", "0.5");
        UsableSettings usable = of(Signal.TRACES);
        assertThat(usable.problem(Signal.TRACES)).isNull();
        assertThat(usable.notes()).isEmpty();
        assertThat(usable.endpoints().get(Signal.TRACES)).hasToString("https://collector.example:4318/base");
    }

    @Test
    void ofSeveralExportersOtlpIsUsed() {
        environment.put("OTEL_TRACES_EXPORTER", "otlp,logging");
        UsableSettings usable = of(Signal.TRACES);
        assertThat(usable.endpoints()).containsKey(Signal.TRACES);
        assertThat(usable.held()).containsEntry("otel.traces.exporter", "otlp");
        assertThat(usable.notes())
                .containsExactly("OTEL_TRACES_EXPORTER=otlp,logging is not one of: otlp, none; otlp is used");
    }

    @ParameterizedTest
    @ValueSource(strings = {"zipkin", "console", "nonsense"})
    void anExporterThatWeDoNotCarryLeavesTheEndpointThatIsNamed(String exporter) {
        environment.put("OTEL_TRACES_EXPORTER", exporter);
        assertThat(of(Signal.TRACES).problem(Signal.TRACES))
                .isEqualTo("OTEL_TRACES_EXPORTER=" + exporter + " is not one of: otlp, none");
        environment.put(ENDPOINT, "http://collector:4318");
        assertThat(of(Signal.TRACES).problem(Signal.TRACES)).isNull();
        assertThat(of(Signal.TRACES).notes()).hasSize(1);
    }

    @Test
    void noneAmongOthersIsNone() {
        environment.put("OTEL_TRACES_EXPORTER", "none,otlp");
        environment.put(ENDPOINT, "http://collector:4318");
        assertThat(of(Signal.TRACES).endpoints()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"grpc", "http/json", "nonsense"})
    void ofAnotherProtocolTheEndpointIsUsed(String protocol) {
        properties.setProperty("otel.exporter.otlp.protocol", protocol);
        environment.put(ENDPOINT, "http://collector:4318");
        UsableSettings usable = of(Signal.TRACES);
        assertThat(usable.held()).containsEntry("otel.exporter.otlp.protocol", "http/protobuf");
        assertThat(usable.notes())
                .singleElement()
                .asString()
                .startsWith("-Dotel.exporter.otlp.protocol=" + protocol + " is not one of: http/protobuf");
    }

    @Test
    void theTracesProtocolCountsBeforeTheGeneralOne() {
        environment.put("OTEL_EXPORTER_OTLP_PROTOCOL", "grpc");
        environment.put("OTEL_EXPORTER_OTLP_TRACES_PROTOCOL", "http/protobuf");
        assertThat(of(Signal.TRACES).notes()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "http://collector:4317, http://collector:4318",
        "https://otel.example:4317/, https://otel.example:4318",
        "http://[2001:db8::1]:4317, http://[2001:db8::1]:4318",
        "grpc://collector:4317, http://collector:4318"
    })
    void ofAPortForGrpcTheOneForHttpIsNamed(String endpoint, String suggested) {
        environment.put(ENDPOINT, endpoint);
        assertThat(of(Signal.TRACES).notes()).last().asString().endsWith("usually " + suggested);
    }

    @ParameterizedTest
    @CsvSource({
        "localhost:4318, http://localhost:4318",
        "collector:4318/base, http://collector:4318/base",
        "10.0.0.1:4318, http://10.0.0.1:4318"
    })
    void anEndpointWithoutSchemeIsUsed(String endpoint, String meant) {
        environment.put(ENDPOINT, endpoint);
        UsableSettings usable = of(Signal.TRACES);
        assertThat(usable.endpoints().get(Signal.TRACES)).hasToString(meant);
        assertThat(usable.held()).containsEntry("otel.exporter.otlp.endpoint", meant);
        assertThat(usable.notes()).hasSize(1);
    }

    /** Nobody has said that the key may go over the wire in the clear. */
    @Test
    void butNotWhereHeadersMayBeSecret() {
        environment.put(ENDPOINT, "collector:4318");
        environment.put("OTEL_EXPORTER_OTLP_HEADERS", "api-key=abc");
        assertThat(of(Signal.TRACES).problem(Signal.TRACES)).contains("is not an http:// or https:// URL");
    }

    @ParameterizedTest
    @ValueSource(strings = {"collector", "ftp://collector:4318", "http://:4318", "http://a b", "http://c:70000"})
    void anEndpointMustBeAUrl(String endpoint) {
        environment.put(ENDPOINT, endpoint);
        assertThat(of(Signal.TRACES).problem(Signal.TRACES))
                .isEqualTo("OTEL_EXPORTER_OTLP_ENDPOINT=" + endpoint + " is not an http:// or https:// URL");
    }

    @Test
    void ofTwoEndpointsTheGoodOneIsUsed() {
        environment.put("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "nonsense");
        environment.put(ENDPOINT, "http://collector:4318");
        UsableSettings usable = of(Signal.TRACES);
        assertThat(usable.endpoints().get(Signal.TRACES)).hasToString("http://collector:4318");
        assertThat(usable.held()).containsEntry("otel.exporter.otlp.traces.endpoint", null);
        assertThat(usable.notes()).hasSize(1);
    }

    @Test
    void eachSignalHasItsOwnProblems() {
        environment.put("OTEL_TRACES_EXPORTER", "zipkin");
        assertThat(of(Signal.METRICS).problem(Signal.METRICS)).isNull();
        assertThat(of(Signal.METRICS).notes()).isEmpty();
        environment.put("OTEL_EXPORTER_OTLP_METRICS_ENDPOINT", "collector");
        UsableSettings both = of(Signal.TRACES, Signal.METRICS);
        assertThat(both.problem(Signal.METRICS)).startsWith("OTEL_EXPORTER_OTLP_METRICS_ENDPOINT=collector");
    }

    @Test
    void ofMalformedListsTheRestIsUsed() {
        environment.put("OTEL_RESOURCE_ATTRIBUTES", "deployment.environment=prod,nonsense,=x,team=a");
        environment.put("OTEL_EXPORTER_OTLP_HEADERS", "x-team:hunter2,api-key=abc,host=x,bad=%zz,b d=e");
        UsableSettings usable = of(Signal.TRACES);
        assertThat(usable.held())
                .containsEntry("otel.resource.attributes", "deployment.environment=prod,team=a")
                .containsEntry("otel.exporter.otlp.headers", "api-key=abc");
        assertThat(usable.notes()).hasSize(2).noneMatch(note -> note.contains("hunter2") || note.contains("abc"));
    }

    @Test
    void anUnknownSamplerLeavesTheUsualOne() {
        environment.put("OTEL_TRACES_SAMPLER", "parentbased_jaeger_remote");
        assertThat(of(Signal.TRACES).held()).containsEntry("otel.traces.sampler", "parentbased_always_on");
        assertThat(of(Signal.TRACES).notes()).hasSize(1);
        environment.put("OTEL_TRACES_SAMPLER", "traceidratio");
        environment.put("OTEL_TRACES_SAMPLER_ARG", "5");
        assertThat(of(Signal.TRACES).held()).containsEntry("otel.traces.sampler.arg", "1");
        assertThat(of(Signal.TRACES).notes()).hasSize(1);
    }

    @Test
    void aFileThatIsNotReadLeavesTheOtherSettings() {
        environment.put("OTEL_CONFIG_FILE", "/etc/otel.yaml");
        assertThat(of(Signal.TRACES).problem(Signal.TRACES)).contains("is not read; say where");
        environment.put(ENDPOINT, "http://collector:4318");
        UsableSettings usable = of(Signal.TRACES);
        assertThat(usable.endpoints()).containsKey(Signal.TRACES);
        assertThat(usable.held()).containsEntry("otel.config.file", null);
        assertThat(usable.notes()).singleElement().asString().contains("is not read, other settings are");
    }

    @Test
    void blanksAreNothing() {
        environment.put(ENDPOINT, "  http://collector:4318 ");
        environment.put("OTEL_TRACES_SAMPLER", " ");
        UsableSettings usable = of(Signal.TRACES);
        assertThat(usable.notes()).isEmpty();
        assertThat(usable.held())
                .containsEntry("otel.exporter.otlp.endpoint", "http://collector:4318")
                .containsEntry("otel.traces.sampler", null);
    }

    @Test
    void credentialsInAnEndpointAreNotTold() {
        environment.put(ENDPOINT, "ftp://alice:hunter2@collector:4318");
        assertThat(of(Signal.TRACES).problem(Signal.TRACES))
                .contains("ftp://***@collector")
                .doesNotContain("hunter2");
        environment.put(ENDPOINT, "http://alice:hunter2@collector:4317");
        assertThat(of(Signal.TRACES).notes()).singleElement().asString().doesNotContain("hunter2");
        assertThat(of(Signal.TRACES).endpoints().get(Signal.TRACES)).hasToString("http://***@collector:4317");
    }

    private UsableSettings of(Signal... wanted) {
        return new UsableSettings(new OtelSettings(environment, properties), wanted(wanted));
    }

    private static Set<Signal> wanted(Signal... wanted) {
        Set<Signal> signals = EnumSet.noneOf(Signal.class);
        signals.addAll(Set.of(wanted));
        return signals;
    }
}
