package io.kafkalifeline.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkalifeline.session.traffic.Nanos;
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
    void aConnectionThatAFirewallHasForgottenIsGivenUpAfterASecond() {
        timeline.renewing(2_700).renewal().handshakeAnswered(Timeline.nanos(2_701));
        timeline.renewed(2_702, 1, 30_000).renewing(28_000);
        assertThat(overdue(28_999)).isFalse();
        assertThat(overdue(29_000)).isTrue();
    }

    @Test
    void whereANewConnectionDidNoBetterTheNextSilenceMayLastTenSeconds() {
        QuietBroker quiet = new QuietBroker();
        quiet.answered(1 * Nanos.PER_MS);
        assertThat(quiet.limitNanos(true)).as("next to nothing known").isEqualTo(10_000 * Nanos.PER_MS);
        quiet.answered(1 * Nanos.PER_MS);
        assertThat(quiet.limitNanos(true)).isEqualTo(1_000 * Nanos.PER_MS);
        quiet.gaveUp(5_000 * Nanos.PER_MS);
        quiet.granted(6_000 * Nanos.PER_MS, true);
        assertThat(quiet.limitNanos(true)).as("let in late").isEqualTo(10_000 * Nanos.PER_MS);
        quiet.gaveUp(20_000 * Nanos.PER_MS);
        quiet.granted(20_010 * Nanos.PER_MS, true);
        assertThat(quiet.limitNanos(true)).as("let in at once").isEqualTo(1_000 * Nanos.PER_MS);
        quiet.gaveUp(30_000 * Nanos.PER_MS);
        quiet.granted(40_000 * Nanos.PER_MS, false);
        assertThat(quiet.limitNanos(true)).as("renewed in place").isEqualTo(1_000 * Nanos.PER_MS);
        quiet.answered(500 * Nanos.PER_MS);
        assertThat(quiet.limitNanos(true)).as("a slow way").isEqualTo(4_000 * Nanos.PER_MS);
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
