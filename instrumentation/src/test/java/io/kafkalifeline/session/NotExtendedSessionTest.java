package io.kafkalifeline.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** R7: a session that was not extended is used to its end, and renewed after that. */
class NotExtendedSessionTest {
    /** 60 s, renewed after 54 s: the broker grants the 6 s that are left. */
    private final Timeline timeline = new Timeline().connected(0, 10, 60_000).renewed(54_000, 10, 5_995);

    @Test
    void isUsedToItsEnd() {
        assertThat(timeline.mayWrite(59_000)).isTrue();
        assertThat(timeline.mayWrite(59_910)).isTrue();
        assertThat(timeline.mayWrite(59_995)).isFalse();
    }

    @Test
    void isRenewedWhenTheBrokerHasSurelyEndedIt() {
        assertThat(timeline.due(60_000)).isFalse();
        assertThat(timeline.dueFrom(54_010)).isEqualTo(54_010 + 5_995 + 2);
    }

    @Test
    void afterItsEndAFullOneIsRenewedAsEverBefore() {
        timeline.renewed(60_020, 10, 60_000);
        assertThat(timeline.dueFrom(60_030)).isCloseTo(60_020 + 54_000, within(0.001));
    }

    @Test
    void whatIsLeftOfAShortOneStillWaitsForTheBrokersSecond() {
        Timeline shortOne = new Timeline().connected(0, 1, 2_000).renewed(1_800, 1, 199);
        assertThat(shortOne.mayWrite(1_850)).isTrue();
        assertThat(shortOne.due(2_010)).isFalse();
        assertThat(shortOne.dueFrom(1_801)).isEqualTo(1_800 + 1_002);
    }

    @Test
    void newCredentialsNeedNotWaitForItsEnd() {
        timeline.credentialsChanged();
        assertThat(timeline.due(54_500)).isFalse();
        assertThat(timeline.due(55_002)).isTrue();
    }

    @Test
    void newCredentialsDoNotHurryAnOrdinarySession() {
        assertThat(new Timeline().connected(0, 10, 60_000).credentialsChanged().due(50_000))
                .isFalse();
    }

    @Test
    void oneThatEndsEvenEarlierIsNotAnExtensionEither() {
        Timeline earlier = new Timeline().connected(0, 10, 60_000).renewed(54_000, 10, 3_000);
        assertThat(earlier.dueFrom(54_010)).isEqualTo(54_010 + 3_000 + 2);
    }

    @Test
    void theSameLifetimeAgainIsAnExtensionHoweverSlowTheNetwork() {
        for (double roundTrip : new double[] {0.1, 10, 200, 900}) {
            Timeline ordinary = new Timeline().connected(0, roundTrip, 3_000);
            double due = ordinary.dueFrom(roundTrip);
            double written = due + roundTrip;
            ordinary.renewed(written, roundTrip, 3_000);
            assertThat(ordinary.dueFrom(written + roundTrip)).isLessThanOrEqualTo(written + 2_851);
        }
    }

    @Test
    void aShorterLifetimeThatStillReachesFurtherIsAnExtension() {
        Timeline shorter = new Timeline().connected(0, 10, 60_000).renewed(54_000, 10, 12_000);
        assertThat(shorter.dueFrom(54_010)).isCloseTo(54_000 + 10_800, within(0.001));
    }
}
