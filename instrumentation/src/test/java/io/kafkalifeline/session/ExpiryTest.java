package io.kafkalifeline.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkalifeline.session.traffic.Nanos;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** R1: expiry is bounded from below; R2: requests arrive in time. */
class ExpiryTest {
    private static final double JUST = 0.000_001;

    @Test
    void countsFromTheWritingOfTheLastAuthenticateNotFromItsAnswer() {
        assertThat(new Timeline().connected(0, 200, 3_000).remaining(200)).isEqualTo(2_800);
    }

    @Test
    void ofSeveralRoundsTheLastCounts() {
        Timeline timeline = new Timeline();
        timeline.renewal().handshakeAnswered(Timeline.nanos(0));
        timeline.renewal().authenticateWritten(Timeline.nanos(0));
        timeline.renewal().authenticateWritten(Timeline.nanos(40));
        timeline.renewal().granted(Timeline.nanos(60), 3_000);
        assertThat(timeline.remaining(60)).isEqualTo(2_980);
    }

    @Test
    void anAuthenticationThatWasSeenOnlyInPartCountsFromWhatWasSeen() {
        Timeline timeline = new Timeline();
        timeline.renewal().handshakeAnswered(Timeline.nanos(10));
        timeline.renewal().granted(Timeline.nanos(30), 3_000);
        assertThat(timeline.remaining(30)).isEqualTo(2_980);
    }

    @Test
    void isNegativeOnceTheSessionHasExpired() {
        assertThat(new Timeline().connected(0, 1, 936).remaining(1_000)).isEqualTo(-64);
    }

    @Test
    void aRequestIsWrittenAsLongAsItCanBeTakenOffBeforeTheEnd() {
        Timeline timeline = new Timeline().attached(0, 1, 936);
        double last = 936 - 75 - 1;
        assertThat(timeline.mayWrite(1)).isTrue();
        assertThat(timeline.mayWrite(last)).isTrue();
        assertThat(timeline.mayWrite(last + JUST)).isFalse();
        assertThat(timeline.mayWrite(5_000)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"936, 75", "1100, 75", "1200, 75", "2400, 100", "3000, 125", "24000, 1000", "3600000, 1000"})
    void longerSessionsLeaveTheBrokerLongerPauses(long lifetimeMs, int slackMs) {
        Timeline timeline = new Timeline().attached(0, 1, lifetimeMs);
        double last = lifetimeMs - slackMs - 1.0;
        assertThat(timeline.mayWrite(last)).isTrue();
        assertThat(timeline.mayWrite(last + JUST)).isFalse();
    }

    @Test
    void aSlowNetworkTakesItsTrip() {
        Timeline timeline = new Timeline().attached(0, 200, 3_000);
        assertThat(timeline.mayWrite(3_000 - 125 - 200)).isTrue();
        assertThat(timeline.mayWrite(3_000 - 125 - 200 + JUST)).isFalse();
    }

    @Test
    void cautionTakesAtMostThreeQuartersOfWhatIsLeftWhenTheSessionIsGranted() {
        Timeline timeline = new Timeline().attached(0, 10, 60);
        assertThat(timeline.mayWrite(22.5)).isTrue();
        assertThat(timeline.mayWrite(22.5 + JUST)).isFalse();
    }

    @Test
    void anUnknownRequestInFrontIsGiven250Ms() {
        Timeline timeline = new Timeline().attached(0, 1, 936).wrote(610);
        assertThat(timeline.mayWrite(610)).isTrue();
        timeline = new Timeline().attached(0, 1, 936).wrote(611);
        assertThat(timeline.mayWrite(611)).isFalse();
    }

    @Test
    void aRequestInFrontIsGivenWhatItsKindTookBefore() {
        Timeline slow = new Timeline().attached(0, 1, 936).wrote(100, 7, 0).answered(201);
        assertThat(slow.wrote(517, 7, 0).mayWrite(517)).isTrue();
        slow = new Timeline().attached(0, 1, 936).wrote(100, 7, 0).answered(201);
        assertThat(slow.wrote(520, 7, 0).mayWrite(520)).as("three times 100 ms").isFalse();
    }

    @Test
    void theAnswerLetsTheNextOneGo() {
        Timeline timeline = new Timeline().attached(0, 1, 936).wrote(815);
        assertThat(timeline.mayWrite(815)).isFalse();
        assertThat(timeline.answered(820).mayWrite(820)).isTrue();
    }

    @Test
    void aLongPollInFrontCountsWithAllItsWaiting() {
        assertThat(new Timeline().attached(0, 1, 936).wrote(110, 1, 500).mayWrite(110))
                .isTrue();
        assertThat(new Timeline().attached(0, 1, 936).wrote(111, 1, 500).mayWrite(111))
                .isFalse();
    }

    @Test
    void allThatIsInFrontCounts() {
        Timeline timeline = new Timeline().attached(0, 1, 936).wrote(350).wrote(350);
        assertThat(timeline.mayWrite(350)).isTrue();
        assertThat(timeline.wrote(354).mayWrite(354)).isFalse();
        assertThat(timeline.answered(357).mayWrite(357)).isTrue();
    }

    @Test
    void whatIsOverdueMayTakeAsLongAgain() {
        Timeline timeline = new Timeline().attached(0, 1, 936).wrote(100);
        assertThat(timeline.mayWrite(480.5)).isTrue();
        assertThat(timeline.nextChange(480.5)).isBetween(480.5, 480.501);
        assertThat(timeline.mayWrite(481.5)).isFalse();
    }

    @Test
    void anAnswerThatIsMissedForEverHoldsNothingForLongerThanARequestMayTake() {
        Timeline timeline = new Timeline().attached(0, 1, 3_600_000).wrote(100);
        assertThat(timeline.mayWrite(3_600_000 - 1_000 - 30_000 - 100)).isTrue();
    }

    @Test
    void aRequestWithoutAnswerIsNotWaitedFor() {
        Timeline timeline =
                new Timeline().attached(0, 1, 60_000).wrote(58_880, 1, 0).wroteUnanswered(58_880);
        assertThat(timeline.answered(58_882).mayWrite(58_882)).isTrue();
    }

    @Test
    void aHandshakeThatWaitsBehindUnansweredRequestsTellsOfThem() {
        Timeline told = new Timeline().attached(0, 1, 3_000).wroteUnanswered(100);
        assertThat(renewedAfterALongHandshake(told).mayWrite(5_500)).isTrue();
        assertThat(told.mayWrite(5_550)).isFalse();
        Timeline answered = new Timeline().attached(0, 1, 3_000).wrote(100).answered(101);
        assertThat(renewedAfterALongHandshake(answered).mayWrite(6_050)).isTrue();
    }

    private static Timeline renewedAfterALongHandshake(Timeline timeline) {
        timeline.renewing(2_600).renewal().handshakeAnswered(Timeline.nanos(3_200));
        timeline.renewal().authenticateWritten(Timeline.nanos(3_200));
        timeline.renewal().granted(Timeline.nanos(3_201), 3_000);
        return timeline;
    }

    @Test
    void whatAnUnansweredRequestTookToBeWrittenTheNextOneTakesToArrive() {
        Timeline timeline = new Timeline().attached(0, 1, 60_000).wroteUnanswered(100);
        timeline.sent(1_000);
        assertThat(timeline.mayWrite(58_980)).isTrue();
        assertThat(timeline.mayWrite(58_990)).isFalse();
    }

    @Test
    void theFirstLargeRequestGetsAFreshSession() {
        Timeline timeline = new Timeline().connected(0, 1, 3_000).queued(1_000_000);
        assertThat(timeline.mayWrite(750)).isTrue();
        assertThat(timeline.mayWrite(752)).isFalse();
        assertThat(timeline.due(752)).isTrue();
        assertThat(timeline.renewed(753, 1, 3_000).mayWrite(754))
                .as("it waits still")
                .isTrue();
    }

    @Test
    void laterLargeRequestsAreWrittenWhileTheyCanArrive() {
        ClusterMemory cluster = new ClusterMemory();
        new Timeline(cluster).connected(0, 1, 3_000).queued(1_000_000).wrote(1).answered(1_001);
        Timeline next = new Timeline(cluster).attached(5_000, 1, 3_000).queued(500_000);
        assertThat(next.mayWrite(5_000 + 2_100)).isTrue();
        assertThat(next.mayWrite(5_000 + 2_200)).isFalse();
    }

    @Test
    void oneThatIsNotAnsweredTellsTooWhenWhatIsBehindItIsAnswered() {
        ClusterMemory cluster = new ClusterMemory();
        Timeline first = new Timeline(cluster).connected(0, 1, 3_000).queued(1_000_000);
        first.wroteUnanswered(1).sent(601);
        first.wrote(601).answered(1_001);
        assertThat(cluster.network.sendingNanos(1_000_000)).isBetween(1_490 * Nanos.PER_MS, 1_510 * Nanos.PER_MS);
    }

    @Test
    void aThrottledConnectionIsNotReadBeforeTheThrottleEnds() {
        Timeline timeline = new Timeline().attached(0, 1, 936).wrote(100).answered(103);
        assertThat(timeline.throttled(103, 700).mayWrite(103)).isTrue();
        assertThat(timeline.throttled(110, 800).mayWrite(110)).isFalse();
    }

    @Test
    void whoWasThrottledIsExpectedToBeSoAgain() {
        Timeline timeline =
                new Timeline().attached(0, 1, 3_000).wrote(100).answered(103).throttled(103, 700);
        assertThat(timeline.wrote(810).mayWrite(810)).isTrue();
        timeline.answered(2_000).throttled(2_000, 100);
        assertThat(timeline.wrote(2_300).mayWrite(2_300)).isFalse();
    }

    @Test
    void whatWasWrittenBeforeTheThrottleIsExpectedToBringAnother() {
        Timeline timeline = new Timeline().attached(0, 1, 3_000).wrote(1_500).wrote(1_501);
        assertThat(timeline.answered(1_502).mayWrite(1_502)).isTrue();
        timeline.throttled(1_502, 700);
        assertThat(timeline.mayWrite(1_502)).as("behind two of them").isFalse();
        assertThat(timeline.mayWrite(2_203)).isFalse();
        assertThat(timeline.answered(2_205).mayWrite(2_205)).isTrue();
    }

    @Test
    void theNextConnectionKnowsOfTheThrottle() {
        ClusterMemory cluster = new ClusterMemory();
        new Timeline(cluster).attached(0, 1, 936).wrote(100).answered(103).throttled(103, 400);
        assertThat(new Timeline(cluster).attached(200, 1, 936).wrote(410).mayWrite(410))
                .isTrue();
        assertThat(new Timeline(cluster).attached(200, 1, 936).wrote(415).mayWrite(415))
                .isFalse();
    }

    @Test
    void anAnswerToNothingIsIgnored() {
        assertThat(new Timeline().attached(0, 1, 936).answered(5).mayWrite(5)).isTrue();
    }

    @Test
    void beforeTheFirstGrantNothingIsHeldOrDue() {
        Timeline timeline = new Timeline().wrote(0).answered(1).throttled(1, 100);
        assertThat(timeline.mayWrite(2)).isTrue();
        assertThat(timeline.due(2)).isFalse();
        assertThat(timeline.nextChange(2)).isEqualTo(Timeline.NEVER);
        assertThat(timeline.renewal().expires()).isFalse();
        assertThat(timeline.remaining(2)).isEqualTo(Timeline.NEVER);
    }
}
