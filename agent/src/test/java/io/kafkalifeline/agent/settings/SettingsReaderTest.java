package io.kafkalifeline.agent.settings;

import static io.kafkalifeline.weave.Feature.DIAGNOSIS;
import static io.kafkalifeline.weave.Feature.REAUTHENTICATION;
import static io.kafkalifeline.weave.Feature.RECORDING;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkalifeline.session.ClusterMemory;
import io.kafkalifeline.session.Patience;
import io.kafkalifeline.weave.Feature;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsReaderTest {
    private final Properties properties = new Properties();
    private final Map<String, String> environment = new HashMap<>();

    @Test
    void everythingIsOnByDefault() {
        SettingsReader reader = reader(null);
        Settings settings = reader.read();
        assertThat(settings.enabled()).isTrue();
        assertThat(settings.features()).containsExactlyInAnyOrder(Feature.values());
        assertThat(settings.reauthenticationTraceInterval()).isEqualTo(Duration.ofSeconds(60));
        assertThat(reader.problems()).isEmpty();
    }

    @Test
    void argumentsAreStrongerThanPropertiesAndThoseThanTheEnvironment() {
        environment.put("KAFKA_LIFELINE_TRACING_REAUTHENTICATION_INTERVAL", "3s");
        assertThat(read(null).reauthenticationTraceInterval()).isEqualTo(Duration.ofSeconds(3));
        properties.setProperty("kafka.lifeline.tracing.reauthentication.interval", "2s");
        assertThat(read(null).reauthenticationTraceInterval()).isEqualTo(Duration.ofSeconds(2));
        assertThat(read("tracing.reauthentication.interval=1s").reauthenticationTraceInterval())
                .isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void eachFeatureHasASwitch() {
        properties.setProperty("kafka.lifeline.reauthentication", "FALSE");
        assertThat(read(null).features()).containsExactly(RECORDING, DIAGNOSIS);
        assertThat(read("tracing=false;reauthentication=true").features()).containsExactly(REAUTHENTICATION, DIAGNOSIS);
        assertThat(read("tracing=false;diagnosis=false").features()).isEmpty();
    }

    @Test
    void oneSwitchTurnsEverythingOff() {
        assertThat(read(" enabled = false ;").enabled()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"0s,PT0S", "500ms,PT0.5S", "90s,PT1M30S", "5m,PT5M", "24h,PT24H"})
    void durationsHaveAUnit(String text, Duration expected) {
        assertThat(read("tracing.reauthentication.interval=" + text).reauthenticationTraceInterval())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"60", "-1s", "s", "", "1.5s", "1 fortnight", "99999999999999999999s", "9999999999999h"})
    void aBadDurationIsReportedAndTheDefaultUsed(String text) {
        SettingsReader reader = reader("tracing.reauthentication.interval=" + text);
        assertThat(reader.read().reauthenticationTraceInterval()).isEqualTo(Duration.ofSeconds(60));
        assertThat(reader.problems())
                .containsExactly("tracing.reauthentication.interval is a time such as 500ms, 60s, 5m or 1h, not \""
                        + text + "\"; using 60s");
    }

    @Test
    void aBadSwitchIsReportedWithItsSourceAndTheDefaultUsed() {
        environment.put("KAFKA_LIFELINE_TRACING", "off");
        SettingsReader reader = reader(null);
        assertThat(reader.read().features()).contains(RECORDING);
        assertThat(reader.problems())
                .containsExactly("KAFKA_LIFELINE_TRACING is true or false, not \"off\"; using true");
    }

    @Test
    void anUnknownKeyIsReportedWithTheValidOnesAsTheyAreWrittenThere() {
        properties.setProperty("kafka.lifeline.traces", "true");
        environment.put("KAFKA_LIFELINE_TRACE", "true");
        SettingsReader reader = reader("trace=secret");
        reader.read();
        assertThat(reader.problems())
                .containsExactly(
                        "unknown setting trace ignored; there are enabled, reauthentication, tracing, diagnosis,"
                                + " reauthentication.patience, reauthentication.capacity.patience,"
                                + " reauthentication.capacity.phrases, tracing.reauthentication.interval,"
                                + " tracing.current.span, log.events, listener.jar",
                        "unknown setting -Dkafka.lifeline.traces ignored; there are kafka.lifeline.enabled,"
                                + " kafka.lifeline.reauthentication, kafka.lifeline.tracing, kafka.lifeline.diagnosis,"
                                + " kafka.lifeline.reauthentication.patience,"
                                + " kafka.lifeline.reauthentication.capacity.patience,"
                                + " kafka.lifeline.reauthentication.capacity.phrases,"
                                + " kafka.lifeline.tracing.reauthentication.interval,"
                                + " kafka.lifeline.tracing.current.span, kafka.lifeline.log.events, kafka.lifeline.listener.jar",
                        "unknown setting KAFKA_LIFELINE_TRACE ignored; there are KAFKA_LIFELINE_ENABLED,"
                                + " KAFKA_LIFELINE_REAUTHENTICATION, KAFKA_LIFELINE_TRACING, KAFKA_LIFELINE_DIAGNOSIS,"
                                + " KAFKA_LIFELINE_REAUTHENTICATION_PATIENCE,"
                                + " KAFKA_LIFELINE_REAUTHENTICATION_CAPACITY_PATIENCE,"
                                + " KAFKA_LIFELINE_REAUTHENTICATION_CAPACITY_PHRASES,"
                                + " KAFKA_LIFELINE_TRACING_REAUTHENTICATION_INTERVAL,"
                                + " KAFKA_LIFELINE_TRACING_CURRENT_SPAN, KAFKA_LIFELINE_LOG_EVENTS, KAFKA_LIFELINE_LISTENER_JAR");
    }

    @Test
    void theCurrentSpanIsLinkedUnlessItShallBeTheParent() {
        assertThat(read(null).currentSpanIsParent()).isFalse();
        assertThat(read("tracing.current.span=parent").currentSpanIsParent()).isTrue();
    }

    @Test
    void thePatienceWithARefusalIsSet() {
        Settings settings = read("reauthentication.patience=2s;reauthentication.capacity.patience=1m;"
                + "reauthentication.capacity.phrases= Slow down , Too many connects");
        Patience passing = new Patience(settings.patience(), new ClusterMemory(), () -> 0);
        assertThat(passing.refused(0, "[1]: Slow down")).isPositive();
        assertThat(passing.refused(TimeUnit.SECONDS.toNanos(59), "[2]: Slow down"))
                .isPositive();
        Patience other = new Patience(settings.patience(), new ClusterMemory(), () -> 0);
        assertThat(other.refused(0, "Session too short")).isPositive();
        assertThat(other.refused(TimeUnit.SECONDS.toNanos(2), "Session too short"))
                .isEqualTo(Patience.SURFACE);
    }

    @Test
    void argumentsWithoutAValueAreReported() {
        SettingsReader reader = reader("tracing;=x;enabled=false");
        assertThat(reader.read().enabled()).isFalse();
        assertThat(reader.problems())
                .containsExactly(
                        "the agent's arguments are key=value;key=value, \"tracing\" is none",
                        "the agent's arguments are key=value;key=value, \"=x\" is none");
    }

    @Test
    void eventsAreWrittenAndHeardOnlyWhereAskedFor() {
        assertThat(read("").jsonEvents()).isFalse();
        assertThat(read("").listenerJar()).isEmpty();
        assertThat(read("log.events=json;listener.jar=/opt/team/heard.jar").jsonEvents())
                .isTrue();
        assertThat(read("log.events=json;listener.jar=/opt/team/heard.jar").listenerJar())
                .isEqualTo("/opt/team/heard.jar");
        SettingsReader reader = reader("log.events=xml");
        assertThat(reader.read().jsonEvents()).isFalse();
        assertThat(reader.problems()).containsExactly("log.events is none or json, not \"xml\"; using none");
    }

    @Test
    void whatIsSaidOfAMistakeIsOneShortLine() {
        SettingsReader reader = reader("enabled=no\nnever " + "x".repeat(1000));
        reader.read();
        assertThat(reader.problems())
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .hasSizeLessThan(120)
                        .contains("no never xxx")
                        .contains("…"));
    }

    private Settings read(String arguments) {
        return reader(arguments).read();
    }

    private SettingsReader reader(String arguments) {
        return new SettingsReader(arguments, properties, environment);
    }
}
