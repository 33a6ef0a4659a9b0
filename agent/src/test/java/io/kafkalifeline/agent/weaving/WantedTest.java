package io.kafkalifeline.agent.weaving;

import static io.kafkalifeline.weave.Feature.DIAGNOSIS;
import static io.kafkalifeline.weave.Feature.REAUTHENTICATION;
import static io.kafkalifeline.weave.Feature.RECORDING;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkalifeline.weave.Feature;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WantedTest {
    private static final Set<Feature> ALL = EnumSet.allOf(Feature.class);

    @Test
    void eachSwitchIsSaidToBeOnOrOff() {
        assertThat(new Wanted(ALL, true, List.of()).switches(ALL))
                .isEqualTo("reauthentication on, tracing on, diagnosis on");
        assertThat(new Wanted(ALL, true, List.of()).switches(Set.of(DIAGNOSIS)))
                .isEqualTo("reauthentication off, tracing off, diagnosis on");
    }

    @Test
    void tracingIsOffWhereRecordingsGoElsewhereAlone() {
        assertThat(new Wanted(ALL, false, List.of("metrics")).switches(ALL))
                .isEqualTo("reauthentication on, tracing off, diagnosis on");
    }

    @Test
    void whatDoesNotFitStaysOff() {
        Wanted wanted = new Wanted(ALL, true, List.of("metrics"));
        assertThat(wanted.staysOff(REAUTHENTICATION, "here", "no Selector"))
                .isEqualTo("reauthentication stays off in here, no Selector");
        assertThat(wanted.staysOff(DIAGNOSIS, "here", "no Selector"))
                .isEqualTo("diagnosis stays off in here, no Selector");
    }

    @Test
    void withoutRecordingEveryOutputIsLost() {
        assertThat(new Wanted(ALL, true, List.of()).staysOff(RECORDING, "here", "no Selector"))
                .isEqualTo("tracing stays off in here, no Selector");
        assertThat(new Wanted(ALL, true, List.of("metrics", "log.events")).staysOff(RECORDING, "here", "no Selector"))
                .isEqualTo("tracing stays off in here, no Selector; with it go metrics and log.events");
        assertThat(new Wanted(ALL, false, List.of("metrics", "Flight Recorder", "log.events"))
                        .staysOff(RECORDING, "here", "no Selector"))
                .isEqualTo("metrics, Flight Recorder and log.events stay off in here, no Selector");
        assertThat(new Wanted(ALL, false, List.of("log.events")).staysOff(RECORDING, "here", "no Selector"))
                .isEqualTo("log.events stays off in here, no Selector");
    }
}
