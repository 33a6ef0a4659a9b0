package io.kafkalifeline.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** R3: when a re-authentication is due; R4: never sooner than the broker allows. */
class DueTest {
    private static final double JUST = 0.000_001;
    private static final Offset<Double> A_LITTLE = within(0.000_002);

    @ParameterizedTest
    @CsvSource({"0, 2550", "0.5, 2700", "0.999999999, 2850"})
    void isDueBetween85And95PercentOfTheLifetimeSinceItWasAskedFor(double random, double dueMs) {
        Timeline timeline = Timeline.random(random).attached(0, 1, 3_000);
        assertThat(timeline.dueFrom(1)).isCloseTo(dueMs, within(0.001));
        assertThat(timeline.due(dueMs - 0.001)).isFalse();
        assertThat(timeline.due(dueMs + 0.001)).isTrue();
        assertThat(timeline.mayWrite(dueMs)).as("until it begins").isTrue();
    }

    @Test
    void isDueBeforeRequestsWouldBeHeld() {
        Timeline timeline = Timeline.random(0.99).attached(0, 500, 3_000);
        assertThat(timeline.dueFrom(500)).isCloseTo(3_000 - 500 - 125, A_LITTLE);
        assertThat(timeline.mayWrite(timeline.dueFrom(500))).isTrue();
    }

    @Test
    void staysDueUntilItBegins() {
        Timeline timeline = new Timeline().connected(0, 1, 936);
        assertThat(timeline.due(100_000)).isTrue();
        assertThat(timeline.renewing(100_000).due(100_000)).isFalse();
        assertThat(timeline.due(200_000)).isFalse();
    }

    @Test
    void theFirstOneOfAConnectionMayComeAtAnyTime() {
        assertThat(new Timeline().connected(0, 1, 300).dueFrom(1)).isCloseTo(75.75, A_LITTLE);
    }

    @Test
    void theFirstOneOfAConnectionComesEarlyBecauseItMay() {
        assertThat(new Timeline().connected(0, 1, 936).dueFrom(1)).isCloseTo(936 - 250 - 1, A_LITTLE);
        assertThat(new Timeline().connected(0, 1, 15_000).dueFrom(1)).isCloseTo(13_500, A_LITTLE);
    }

    @Test
    void theSecondOneWaitsForTheBrokersSecond() {
        Timeline timeline = new Timeline().connected(0, 1, 936).renewed(850, 1, 936);
        assertThat(timeline.due(850 + 1_002 - JUST)).isFalse();
        assertThat(timeline.due(850 + 1_002)).isTrue();
        assertThat(timeline.dueFrom(851)).isCloseTo(850 + 1_002, A_LITTLE);
    }

    @Test
    void everyLaterOneToo() {
        Timeline timeline =
                new Timeline().connected(0, 1, 936).renewed(850, 1, 936).renewed(1_860, 1, 100);
        assertThat(timeline.dueFrom(1_861)).isCloseTo(1_860 + 1_002, A_LITTLE);
    }

    @Test
    void theSecondCountsFromTheHandshakesAnswerNotFromTheGrant() {
        Timeline timeline = new Timeline().connected(0, 1, 500);
        timeline.renewing(400).renewal().handshakeAnswered(Timeline.nanos(450));
        timeline.renewal().authenticateWritten(Timeline.nanos(460));
        timeline.renewal().authenticateWritten(Timeline.nanos(480));
        timeline.renewal().granted(Timeline.nanos(500), 500);
        assertThat(timeline.dueFrom(500)).isCloseTo(450 + 1_002, A_LITTLE);
    }

    @Test
    void ofAConnectionThatWasJoinedLateTheSecondCountsAsWell() {
        Timeline timeline = new Timeline().renewed(850, 1, 936);
        assertThat(timeline.dueFrom(851)).isCloseTo(850 + 1_002, A_LITTLE);
    }

    @Test
    void longerSessionsAreNotDelayedByIt() {
        Timeline timeline = new Timeline().connected(0, 1, 1_200).renewed(1_100, 1, 1_200);
        assertThat(timeline.dueFrom(1_101)).isCloseTo(1_100 + 1_080, A_LITTLE);
    }

    @Test
    void waitsForTheEndOfAThrottle() {
        Timeline timeline = new Timeline().connected(0, 1, 936).throttled(800, 5_000);
        assertThat(timeline.dueFrom(800)).isCloseTo(5_800, A_LITTLE);
    }
}
