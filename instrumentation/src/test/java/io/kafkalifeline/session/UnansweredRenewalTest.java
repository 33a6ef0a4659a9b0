package io.kafkalifeline.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** R10: a re-authentication that hangs is given up for a fresh connection. */
class UnansweredRenewalTest {
    private final Timeline timeline = new Timeline().connected(0, 1, 3_000);

    @Test
    void isGivenUpAfterTenSecondsOfSilence() {
        timeline.renewing(2_700);
        assertThat(overdue(12_699)).isFalse();
        assertThat(timeline.nextChange(2_700)).isEqualTo(12_700);
        assertThat(overdue(12_700)).isTrue();
    }

    @Test
    void eachAnswerBeginsTheSilenceAnew() {
        timeline.renewing(2_700).renewal().handshakeAnswered(Timeline.nanos(9_000));
        assertThat(overdue(12_700)).isFalse();
        assertThat(overdue(19_000)).isTrue();
    }

    @Test
    void whatIsInFrontHasItsOwnTimeout() {
        timeline.wrote(2_690).renewing(2_700);
        assertThat(overdue(30_000)).isFalse();
        timeline.answered(31_000);
        assertThat(overdue(40_999)).isFalse();
        assertThat(overdue(41_000)).isTrue();
    }

    @Test
    void nothingIsOverdueWithoutARenewal() {
        assertThat(overdue(100_000)).isFalse();
        timeline.renewing(2_700).renewed(2_710, 1, 3_000);
        assertThat(overdue(100_000)).isFalse();
    }

    private boolean overdue(double nowMs) {
        return timeline.givenUp(nowMs);
    }
}
