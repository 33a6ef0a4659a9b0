package io.kafkalifeline.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AttemptPaceTest {
    private final AttemptPace pace = new AttemptPace();

    @Test
    void whoeverHasNotRefusedMayBeTried() {
        pace.began(0);

        assertThat(pace.waitMs(0)).isZero();
    }

    @Test
    void whoeverGoesOnRefusingIsTriedOnceASecond() {
        pace.slowDown(0);
        assertThat(pace.waitMs(400)).isEqualTo(600);
        assertThat(pace.waitMs(1_000)).isZero();
        pace.began(1_200);
        pace.slowDown(1_210);

        assertThat(pace.waitMs(1_210)).isEqualTo(990);
    }

    @Test
    void whoeverAcceptsMayBeTriedAtOnce() {
        pace.slowDown(0);
        pace.accepted();
        pace.began(1);

        assertThat(pace.waitMs(1)).isZero();
    }

    @Test
    void whatWasNotTriedForTenMinutesIsForgotten() {
        pace.slowDown(0);
        pace.began(600_001);
        assertThat(pace.waitMs(600_001)).isZero();
        pace.slowDown(600_002);

        assertThat(pace.waitMs(600_002)).isEqualTo(1_000);
    }
}
