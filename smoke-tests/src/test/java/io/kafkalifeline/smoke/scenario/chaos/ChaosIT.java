package io.kafkalifeline.smoke.scenario.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkalifeline.smoke.Agent;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Brokers are killed, stopped and restarted, and sessions have every trouble: what {@link ChaosMain} plays for an hour. */
class ChaosIT {
    @Tag("complete")
    @Test
    void noRecordIsLostOrRepeatedAndNoClientIsDead() throws Exception {
        long seed = Long.getLong("seed", ThreadLocalRandom.current().nextLong(1_000_000));
        ChaosReport report = new Chaos(2, seed, 20, Agent.built().jar(), "", "4.4.0").run();
        assertThat(report.complaints()).as(report.text()).isEmpty();
    }
}
