package io.kafkalifeline.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BlindTest {
    private static final long SECOND = 1_000_000_000L;

    private final Blind blind = new Blind(new ClusterMemory());

    @Test
    void aRequestWithoutAnswerIsFollowedByOneThatIsAnswered() {
        blind.forgotten(3_000, SECOND);
        assertThat(blind.is()).isTrue();
        assertThat(blind.wantsToAsk()).isTrue();
        blind.asked(0);
        assertThat(blind.is()).isTrue();
        assertThat(blind.wantsToAsk()).isFalse();
        blind.answered(1, 0);

        assertThat(blind.is()).isFalse();
    }

    @Test
    void theAnswerToAnEarlierRequestTellsNothing() {
        blind.forgotten(3_000, SECOND);
        blind.answered(1, 0);

        assertThat(blind.is()).isTrue();
    }

    @Test
    void longSessionsNeedNoAnswer() {
        blind.forgotten(60_000, SECOND);
        assertThat(blind.is()).isFalse();
        blind.forgotten(-1, SECOND);
        assertThat(blind.is()).isFalse();
    }

    @Test
    void whatTwiceTookHalfOfWhatIsLeftIsLeftToTheNextAuthentication() {
        delayed(SECOND / 4 * 8 / 7);
        delayed(SECOND / 4);
        blind.forgotten(3_000, SECOND / 2);
        assertThat(blind.untilRenewed()).isFalse();
        assertThat(blind.wantsToAsk()).isTrue();
        blind.over();
        blind.forgotten(3_000, SECOND / 2 - 1);
        assertThat(blind.untilRenewed()).isTrue();
        assertThat(blind.wantsToAsk()).isFalse();
        blind.over();

        assertThat(blind.is()).isFalse();
    }

    @Test
    void aSingleDelayIsAPauseUnlessItIsLong() {
        delayed(SECOND / 2);
        blind.forgotten(3_000, SECOND / 2);
        assertThat(blind.untilRenewed()).isFalse();
        blind.over();

        delayed(SECOND / 2 + 1);
        blind.forgotten(3_000, SECOND);
        assertThat(blind.untilRenewed()).isTrue();
    }

    @Test
    void whatTheBrokerEndedWithoutAnAnswerTookTooLongForTheNextConnectionToo() {
        ClusterMemory cluster = new ClusterMemory();
        Blind first = new Blind(cluster);
        first.forgotten(3_000, SECOND);
        first.asked(0);
        first.closed(SECOND);
        Blind next = new Blind(cluster);
        next.forgotten(3_000, SECOND);

        assertThat(next.untilRenewed()).isTrue();
    }

    @Test
    void aDelayIsForgottenSlowly() {
        delayed(SECOND);
        delayed(SECOND);
        for (int i = 0; i < 40; i++) {
            delayed(0);
        }
        blind.forgotten(3_000, SECOND / 10);

        assertThat(blind.untilRenewed()).isFalse();
    }

    private void delayed(long nanos) {
        blind.forgotten(3_000, 30 * SECOND);
        blind.asked(0);
        blind.answered(nanos + 5, 5);
    }
}
