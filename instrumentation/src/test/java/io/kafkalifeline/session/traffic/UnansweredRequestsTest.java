package io.kafkalifeline.session.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UnansweredRequestsTest {
    private static final long SECOND = 1_000_000_000L;

    private final UnansweredRequests unanswered = new UnansweredRequests(new ReadDelays());

    @Test
    void aRequestWithoutAnswerIsFollowedByOneThatIsAnswered() {
        unanswered.written(3_000, SECOND);
        assertThat(unanswered.mayWaitUnread()).isTrue();
        assertThat(unanswered.wantsProbe()).isTrue();
        unanswered.probeWritten(0);
        assertThat(unanswered.mayWaitUnread()).isTrue();
        assertThat(unanswered.wantsProbe()).isFalse();
        unanswered.answered(1, 0);

        assertThat(unanswered.mayWaitUnread()).isFalse();
    }

    @Test
    void theAnswerToAnEarlierRequestTellsNothing() {
        unanswered.written(3_000, SECOND);
        unanswered.answered(1, 0);

        assertThat(unanswered.mayWaitUnread()).isTrue();
    }

    @Test
    void longSessionsNeedNoAnswer() {
        unanswered.written(60_000, SECOND);
        assertThat(unanswered.mayWaitUnread()).isFalse();
        unanswered.written(-1, SECOND);
        assertThat(unanswered.mayWaitUnread()).isFalse();
    }

    @Test
    void whatTwiceTookHalfOfWhatIsLeftIsLeftToTheNextAuthentication() {
        delayed(SECOND / 4 * 8 / 7);
        delayed(SECOND / 4);
        unanswered.written(3_000, SECOND / 2);
        assertThat(unanswered.waitsForRenewal()).isFalse();
        assertThat(unanswered.wantsProbe()).isTrue();
        unanswered.over();
        unanswered.written(3_000, SECOND / 2 - 1);
        assertThat(unanswered.waitsForRenewal()).isTrue();
        assertThat(unanswered.wantsProbe()).isFalse();
        unanswered.over();

        assertThat(unanswered.mayWaitUnread()).isFalse();
    }

    @Test
    void aSingleDelayIsAPauseUnlessItIsLong() {
        delayed(SECOND / 2);
        unanswered.written(3_000, SECOND / 2);
        assertThat(unanswered.waitsForRenewal()).isFalse();
        unanswered.over();

        delayed(SECOND / 2 + 1);
        unanswered.written(3_000, SECOND);
        assertThat(unanswered.waitsForRenewal()).isTrue();
    }

    @Test
    void whatTheBrokerEndedWithoutAnAnswerTookTooLongForTheNextConnectionToo() {
        ReadDelays delays = new ReadDelays();
        UnansweredRequests first = new UnansweredRequests(delays);
        first.written(3_000, SECOND);
        first.probeWritten(0);
        first.closed(SECOND);
        UnansweredRequests next = new UnansweredRequests(delays);
        next.written(3_000, SECOND);

        assertThat(next.waitsForRenewal()).isTrue();
    }

    @Test
    void aDelayIsForgottenSlowly() {
        delayed(SECOND);
        delayed(SECOND);
        for (int i = 0; i < 40; i++) {
            delayed(0);
        }
        unanswered.written(3_000, SECOND / 10);

        assertThat(unanswered.waitsForRenewal()).isFalse();
    }

    private void delayed(long nanos) {
        unanswered.written(3_000, 30 * SECOND);
        unanswered.probeWritten(0);
        unanswered.answered(nanos + 5, 5);
    }
}
