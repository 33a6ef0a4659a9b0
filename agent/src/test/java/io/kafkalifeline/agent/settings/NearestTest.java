package io.kafkalifeline.agent.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {
    private static final List<String> KEYS =
            Setting.all().stream().map(Setting::key).toList();

    @ParameterizedTest
    @CsvSource({
        "reauthentification, reauthentication",
        "reauth, ",
        "trace, tracing",
        "TRACING, tracing",
        "metric, metrics",
        "fligth, flight",
        "log.event, log.events",
        "tracing.currentspan, tracing.current.span",
        "reauthentication.patient, reauthentication.patience",
        "otel.exporter, "
    })
    void isWhatSomebodyMayHaveMeant(String text, String nearest) {
        assertThat(Nearest.of(text, KEYS)).isEqualTo(nearest);
    }

    @Test
    void isTheFirstOfTwoThatAreEquallyNear() {
        assertThat(Nearest.of("cat", List.of("bat", "rat"))).isEqualTo("bat");
    }
}
