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
        assertThat(settings.telemetry().reauthenticationInterval()).isEqualTo(Duration.ofSeconds(60));
        assertThat(reader.problems()).isEmpty();
    }

    @Test
    void argumentsAreStrongerThanPropertiesAndThoseThanTheEnvironment() {
        environment.put("KAFKA_LIFELINE_TRACING_REAUTHENTICATION_INTERVAL", "3s");
        assertThat(read(null).telemetry().reauthenticationInterval()).isEqualTo(Duration.ofSeconds(3));
        properties.setProperty("kafka.lifeline.tracing.reauthentication.interval", "2s");
        assertThat(read(null).telemetry().reauthenticationInterval()).isEqualTo(Duration.ofSeconds(2));
        assertThat(read("tracing.reauthentication.interval=1s").telemetry().reauthenticationInterval())
                .isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void eachFeatureHasASwitch() {
        properties.setProperty("kafka.lifeline.reauthentication", "FALSE");
        assertThat(read(null).features()).containsExactly(RECORDING, DIAGNOSIS);
        assertThat(read("diagnosis=false;reauthentication=true").features())
                .containsExactly(REAUTHENTICATION, RECORDING);
    }

    @ParameterizedTest
    @CsvSource({
        "tracing=false, METRICS, FLIGHT_RECORDER",
        "metrics=false, SPANS, FLIGHT_RECORDER",
        "flight=false, SPANS, METRICS",
        "tracing=false;metrics=false;log.events=json, FLIGHT_RECORDER, LOG_EVENTS",
        "tracing=false;metrics=false;listener.jar=/opt/heard.jar, FLIGHT_RECORDER, LISTENERS",
        "metrics=false;flight=false;log.events=json, SPANS, LOG_EVENTS"
    })
    void eachOutputHasASwitchAndAnyOfThemWantsRecordings(String text, Output one, Output other) {
        Settings settings = read(text);
        assertThat(settings.outputs()).containsExactly(one, other);
        assertThat(settings.features()).contains(RECORDING);
        assertThat(settings.telemetry().spans()).isEqualTo(settings.outputs().contains(Output.SPANS));
        assertThat(settings.telemetry().metrics()).isEqualTo(settings.outputs().contains(Output.METRICS));
    }

    @Test
    void withoutAnyOutputNothingIsRecorded() {
        Settings settings = read("tracing=false;metrics=false;flight=false");
        assertThat(settings.outputs()).isEmpty();
        assertThat(settings.telemetry().anything()).isFalse();
        assertThat(settings.features()).containsExactly(REAUTHENTICATION, DIAGNOSIS);
    }

    @Test
    void oneSwitchTurnsEverythingOff() {
        assertThat(read(" enabled = false ;").enabled()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"0s,PT0S", "500ms,PT0.5S", "90s,PT1M30S", "5m,PT5M", "24h,PT24H"})
    void durationsHaveAUnit(String text, Duration expected) {
        assertThat(read("tracing.reauthentication.interval=" + text).telemetry().reauthenticationInterval())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"60", "-1s", "s", "", "1.5s", "1 fortnight", "99999999999999999999s", "9999999999999h"})
    void aBadDurationIsReportedAndTheDefaultUsed(String text) {
        SettingsReader reader = reader("tracing.reauthentication.interval=" + text);
        assertThat(reader.read().telemetry().reauthenticationInterval()).isEqualTo(Duration.ofSeconds(60));
        assertThat(reader.problems())
                .singleElement()
                .asString()
                .startsWith("tracing.reauthentication.interval is a time such as 500ms, 60s, 5m or 1h, not \"" + text
                        + "\"")
                .endsWith("; the default 60s holds");
    }

    @ParameterizedTest
    @CsvSource({
        "KAFKA_LIFELINE_TRACING, flase, 'true or false, not \"flase\" (did you mean false?); the default true holds'",
        "KAFKA_LIFELINE_METRICS, off, 'true or false, not \"off\" (did you mean false?); the default true holds'",
        "KAFKA_LIFELINE_FLIGHT, Yes, 'true or false, not \"Yes\" (did you mean true?); the default true holds'",
        "KAFKA_LIFELINE_DIAGNOSIS, perhaps, 'true or false, not \"perhaps\"; the default true holds'",
        "KAFKA_LIFELINE_LOG_EVENTS, jsno, 'none or json, not \"jsno\" (did you mean json?); the default none holds'",
        "KAFKA_LIFELINE_TRACING_CURRENT_SPAN, parents,"
                + " 'link or parent, not \"parents\" (did you mean parent?); the default link holds'",
        "KAFKA_LIFELINE_REAUTHENTICATION_PATIENCE, 7,"
                + " 'auto, or a time such as 500ms, 60s, 5m or 1h, not \"7\" (did you mean 7s?); the default auto holds'"
    })
    void aBadValueIsReportedWithItsSourceAndTheNearestRightOne(String variable, String value, String said) {
        environment.put(variable, value);
        SettingsReader reader = reader(null);
        assertThat(reader.read())
                .usingRecursiveComparison()
                .isEqualTo(new SettingsReader(null, new Properties(), Map.of()).read());
        assertThat(reader.problems()).containsExactly(variable + " is " + said);
    }

    @Test
    void anUnknownKeyIsReportedWithTheNearestRightOneAsItIsWrittenThere() {
        properties.setProperty("kafka.lifeline.Tracing", "true");
        environment.put("KAFKA_LIFELINE_LOGEVENTS", "json");
        SettingsReader reader = reader("reauthentification=false");
        assertThat(reader.read().features()).containsExactly(Feature.values());
        assertThat(reader.problems())
                .containsExactly(
                        "unknown setting reauthentification (did you mean reauthentication?)",
                        "unknown setting -Dkafka.lifeline.Tracing (did you mean -Dkafka.lifeline.tracing?)",
                        "unknown setting KAFKA_LIFELINE_LOGEVENTS (did you mean KAFKA_LIFELINE_LOG_EVENTS?)");
    }

    @Test
    void anUnknownKeyThatIsLikeNoOtherIsReportedWithAllOfThem() {
        environment.put("KAFKA_LIFELINE_VERBOSITY", "9");
        SettingsReader reader = reader("xyz=1");
        reader.read();
        assertThat(reader.problems()).hasSize(2);
        assertThat(reader.problems().get(0)).startsWith("unknown setting xyz; there are enabled, reauthentication, ");
        assertThat(reader.problems().get(1))
                .startsWith("unknown setting KAFKA_LIFELINE_VERBOSITY; there are KAFKA_LIFELINE_ENABLED, ");
    }

    @Test
    void theCurrentSpanIsLinkedUnlessItShallBeTheParent() {
        assertThat(read(null).telemetry().currentSpanIsParent()).isFalse();
        assertThat(read("tracing.current.span=parent").telemetry().currentSpanIsParent())
                .isTrue();
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
    void thePatienceFollowsTheCredentialsUnlessItIsSet() {
        for (String arguments :
                new String[] {null, "reauthentication.patience=auto", "reauthentication.patience=soon"}) {
            Patience patience = new Patience(read(arguments).patience(), new ClusterMemory(), () -> 0);
            patience.usually(Duration.ofSeconds(30));
            assertThat(patience.refused(0, "Access denied")).isPositive();
            assertThat(patience.refused(TimeUnit.SECONDS.toNanos(29), "Access denied"))
                    .isPositive();
            assertThat(patience.refused(TimeUnit.SECONDS.toNanos(30), "Access denied"))
                    .isEqualTo(Patience.SURFACE);
        }
        Patience set = new Patience(read("reauthentication.patience=0s").patience(), new ClusterMemory(), () -> 0);
        set.usually(Duration.ofSeconds(30));
        assertThat(set.refused(0, "Access denied")).isEqualTo(Patience.SURFACE);
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
        assertThat(read("").outputs()).containsExactly(Output.SPANS, Output.METRICS, Output.FLIGHT_RECORDER);
        assertThat(read("").listenerJar()).isEmpty();
        Settings settings = read("log.events=json;listener.jar=/opt/team/heard.jar");
        assertThat(settings.outputs()).containsExactly(Output.values());
        assertThat(settings.listenerJar()).isEqualTo("/opt/team/heard.jar");
    }

    @Test
    void whatIsSaidOfAMistakeIsOneShortLine() {
        SettingsReader reader = reader("enabled=no\nnever " + "x".repeat(1000));
        reader.read();
        assertThat(reader.problems())
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .hasSizeLessThan(130)
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
