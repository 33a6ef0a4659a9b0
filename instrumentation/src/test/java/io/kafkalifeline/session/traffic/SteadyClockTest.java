package io.kafkalifeline.session.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A clock that is set back does not make Kafka's delays longer. */
class SteadyClockTest {
    private static final long TWO_HOURS_MS = 7_200_000;

    private long nanos;
    private long wallMs = 1_795_341_603_000L;
    private final SteadyClock clock = new SteadyClock(() -> nanos);

    @Test
    void aGoodWallClockIsUsedAsItIs() {
        assertThat(read()).isEqualTo(wallMs);
        pass(500);
        assertThat(read()).isEqualTo(wallMs);
        assertThat(clock.isAhead()).isFalse();
    }

    @Test
    void timeGoesOnWhereTheWallClockIsSetBack() {
        long before = read();
        pass(100);
        wallMs -= TWO_HOURS_MS;
        assertThat(read()).isEqualTo(before);
        assertThat(clock.isAhead()).isTrue();

        pass(5_000);
        assertThat(read()).isEqualTo(before + 5_000);
    }

    @Test
    void aClockThatIsSetRightAgainDoesNotLetTwoHoursPass() {
        long before = read();
        wallMs -= TWO_HOURS_MS;
        read();
        pass(60_000);
        wallMs += TWO_HOURS_MS;

        assertThat(read()).isEqualTo(before + 60_000);
        assertThat(clock.isAhead()).isFalse();
        pass(10);
        assertThat(read()).isEqualTo(wallMs);
    }

    @Test
    void aClockThatIsSetBackTwiceGoesOnAllTheSame() {
        long before = read();
        wallMs -= TWO_HOURS_MS;
        read();
        pass(1_000);
        wallMs -= TWO_HOURS_MS;

        assertThat(read()).isEqualTo(before + 1_000);
    }

    @Test
    void anOldReadingOfAThreadThatWasStoppedIsNoClockSetBack() {
        long stale = wallMs;
        read();
        pass(30_000);
        read();

        assertThat(clock.isGood(stale)).isFalse();
        assertThat(clock.nowMs(() -> wallMs)).isEqualTo(wallMs);
        assertThat(clock.isAhead()).isFalse();
    }

    @Test
    void smallCorrectionsAreTheWallClocks() {
        read();
        wallMs -= 400;

        assertThat(read()).isEqualTo(wallMs);
        assertThat(clock.isAhead()).isFalse();
    }

    private void pass(long ms) {
        nanos += ms * 1_000_000;
        wallMs += ms;
    }

    private long read() {
        return clock.isGood(wallMs) ? wallMs : clock.nowMs(() -> wallMs);
    }
}
