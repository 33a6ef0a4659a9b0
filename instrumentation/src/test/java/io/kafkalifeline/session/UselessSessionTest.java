package io.kafkalifeline.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** R6: a session that is about to end is not a session. */
class UselessSessionTest {
    @Test
    void carriesNothing() {
        Timeline timeline = new Timeline().connected(0, 40, 12);
        assertThat(timeline.mayWrite(40)).isFalse();
        assertThat(timeline.renewal().expires()).isTrue();
    }

    @Test
    void isTriedAgainASecondAfterEvenOnAFreshConnection() {
        Timeline timeline = new Timeline().connected(0, 40, 12);
        assertThat(timeline.due(1_001)).isFalse();
        assertThat(timeline.due(1_002)).isTrue();
        assertThat(timeline.nextChange(40)).isEqualTo(1_002);
    }

    @Test
    void oneThatLeavesTimeAfterItsRoundTripIsUsed() {
        assertThat(new Timeline().connected(0, 40, 60).mayWrite(40)).isTrue();
        assertThat(new Timeline().connected(0, 40, 59).mayWrite(40)).isFalse();
        assertThat(new Timeline().connected(0, 1, 21).mayWrite(1)).isTrue();
        assertThat(new Timeline().connected(0, 1, 20).mayWrite(1)).isFalse();
    }

    @Test
    void oneThatEndsLaterThanInASecondIsWaitedFor() {
        Timeline timeline = new Timeline().connected(0, 3_000, 3_100);
        assertThat(timeline.mayWrite(3_000)).isFalse();
        assertThat(timeline.dueFrom(3_000)).isEqualTo(3_000 + 3_100 + 2);
    }

    @Test
    void aPauseOfTheBrokerDuringOneAuthenticationDoesNotMakeTheNextSessionUseless() {
        Timeline timeline = new Timeline().connected(0, 1, 936).renewed(850, 2_000, 936);
        assertThat(timeline.mayWrite(2_850)).isFalse();
        timeline.renewed(3_900, 1, 936);
        assertThat(timeline.mayWrite(3_901)).isTrue();
        assertThat(timeline.mayWrite(4_700)).isTrue();
    }

    @Test
    void theThirdInARowIsReportedOnce() {
        Timeline timeline = new Timeline().connected(0, 40, 12);
        assertThat(timeline.complaint()).isEmpty();
        timeline.renewed(1_010, 40, 12);
        assertThat(timeline.complaint()).isEmpty();
        timeline.renewed(2_020, 40, 12);
        assertThat(timeline.complaint())
                .contains("session of 12 ms granted by the broker is shorter than the 40 ms round trip");
        assertThat(timeline.complaint()).isEmpty();
        timeline.renewed(3_030, 40, 12);
        assertThat(timeline.complaint()).isEmpty();
    }

    @Test
    void aUsableOneInBetweenStartsTheCountAgain() {
        Timeline timeline = new Timeline().connected(0, 40, 12).renewed(1_010, 40, 12);
        timeline.renewed(2_020, 40, 936).renewed(3_030, 40, 12).renewed(4_040, 40, 12);
        assertThat(timeline.complaint()).isEmpty();
        timeline.renewed(5_050, 40, 58);
        assertThat(timeline.complaint())
                .contains("session of 58 ms granted by the broker is too short for the 40 ms round trip");
    }

    @Test
    void newCredentialsAreTriedAtOnceButNotWithinTheSecond() {
        Timeline timeline = new Timeline().connected(0, 3_000, 3_100).credentialsChanged();
        assertThat(timeline.due(3_000)).isTrue();
        timeline = new Timeline().connected(0, 40, 12).credentialsChanged();
        assertThat(timeline.due(1_001)).isFalse();
        assertThat(timeline.due(1_002)).isTrue();
    }
}
