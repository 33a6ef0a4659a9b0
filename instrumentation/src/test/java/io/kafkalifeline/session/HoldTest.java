package io.kafkalifeline.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** R5: between the end of a short session and the broker's second, requests are held. */
class HoldTest {
    private final Timeline timeline = new Timeline().connected(0, 1, 936).renewed(850, 1, 936);
    private final double lastWrite = 850 + 936 - 75 - 0.5625;
    private final double due = 850 + 1_002;

    @Test
    void requestsFlowUntilTheSessionCannotCarryThemAnyMore() {
        assertThat(timeline.mayWrite(lastWrite)).isTrue();
        assertThat(timeline.due(lastWrite)).isFalse();
    }

    @Test
    void heldUntilTheBrokersSecondHasPassed() {
        assertThat(timeline.mayWrite(lastWrite + 1)).isFalse();
        assertThat(timeline.due(lastWrite + 1)).isFalse();
        assertThat(timeline.mayWrite(due)).isFalse();
        assertThat(timeline.due(due)).isTrue();
    }

    @Test
    void theClientNeedsToWakeUpOnlyWhenTheHoldBeginsAndWhenItEnds() {
        assertThat(timeline.nextChange(851)).isCloseTo(lastWrite, within(0.001));
        assertThat(timeline.nextChange(lastWrite + 1)).isEqualTo(due);
        assertThat(timeline.nextChange(due)).isEqualTo(Timeline.NEVER);
    }

    @Test
    void endsWithTheRenewal() {
        timeline.renewing(due);
        assertThat(timeline.mayWrite(due)).isFalse();
        assertThat(timeline.nextChange(due)).as("only if it is never answered").isEqualTo(due + 10_000);
        timeline.renewed(due + 1, 1, 936);
        assertThat(timeline.mayWrite(due + 2)).isTrue();
    }

    @Test
    void lastsSinceSomebodyWasTurnedAway() {
        assertThat(timeline.held(1_700)).isZero();
        timeline.turnedAway(1_700);
        assertThat(timeline.held(1_700)).as("for another reason").isZero();
        assertThat(timeline.mayWrite(1_770)).as("a question begins nothing").isFalse();
        timeline.turnedAway(1_780);
        timeline.turnedAway(1_790);
        assertThat(timeline.held(1_800)).isEqualTo(20);
    }

    @Test
    void itsLengthStaysReadableUntilTheNewSession() {
        timeline.turnedAway(1_780);
        timeline.renewing(due);
        assertThat(timeline.mayWrite(due + 100)).isFalse();
        assertThat(timeline.held(due + 100)).isEqualTo(due - 1_780);
        timeline.renewed(due + 200, 1, 936);
        assertThat(timeline.held(due + 201)).isZero();
    }

    @Test
    void isOverWhenAnAnswerMakesRoom() {
        timeline.wrote(1_695);
        assertThat(timeline.mayWrite(1_695)).isFalse();
        timeline.turnedAway(1_696);
        assertThat(timeline.held(1_697)).isEqualTo(1);
        timeline.answered(1_697);
        assertThat(timeline.mayWrite(1_697)).isTrue();
        assertThat(timeline.held(1_697)).isZero();
    }

    @Test
    void theFirstSessionOfAConnectionNeedsNone() {
        Timeline first = Timeline.random(0.99).connected(0, 1, 936);
        assertThat(first.mayWrite(first.dueFrom(1))).isTrue();
    }
}
