package io.kafkalifeline.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AttemptPaceTest {
    private final AttemptPace pace = new AttemptPace();

    @Test
    void whoeverHasNotRefusedMayBeTried() {
        pace.began("b-1:9098", 0);

        assertThat(pace.waitMs("b-1:9098", 0)).isZero();
        assertThat(pace.isIdle()).isTrue();
    }

    @Test
    void whoeverGoesOnRefusingIsTriedOnceASecond() {
        pace.slowDown("b-1:9098", 0);
        assertThat(pace.waitMs("b-1:9098", 400)).isEqualTo(600);
        assertThat(pace.waitMs("b-2:9098", 400)).isZero();
        assertThat(pace.waitMs("b-1:9098", 1_000)).isZero();
        pace.began("b-1:9098", 1_200);
        pace.slowDown("b-1:9098", 1_210);

        assertThat(pace.waitMs("b-1:9098", 1_210)).isEqualTo(990);
    }

    @Test
    void whoeverAcceptsMayBeTriedAtOnce() {
        pace.slowDown("b-1:9098", 0);
        pace.accepted("b-1:9098");

        assertThat(pace.waitMs("b-1:9098", 1)).isZero();
        assertThat(pace.isIdle()).isTrue();
    }
}
