package io.kafkalifeline.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** R8: zero, negative and absurd lifetimes. */
class OddLifetimeTest {
    private final ClusterMemory cluster = new ClusterMemory();

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE, Long.MAX_VALUE, Long.MAX_VALUE / 1_000_000, 4_611_686_018_428L})
    void isWithoutEnd(long lifetimeMs) {
        assertEndless(new Timeline(cluster).connected(0, 1, lifetimeMs));
    }

    @Test
    void aCenturyIsCounted() {
        long century = 3_155_760_000_000L;
        Timeline timeline = new Timeline(cluster).connected(0, 1, century);
        assertThat(timeline.renewal().expires()).isTrue();
        assertThat(timeline.mayWrite(1_000)).isTrue();
        assertThat(timeline.due(1_000)).isFalse();
        assertThat(timeline.complaint()).isEmpty();
    }

    @Test
    void anAbsurdOneIsReportedOncePerClient() {
        assertThat(new Timeline(cluster).connected(0, 1, Long.MAX_VALUE).complaint())
                .hasValueSatisfying(text -> assertThat(text).contains("9223372036854775807 ms"));
        assertThat(new Timeline(cluster).connected(0, 1, Long.MAX_VALUE).complaint())
                .isEmpty();
    }

    @Test
    void zeroAfterPositiveLifetimesMeansExpired() {
        new Timeline(cluster).connected(0, 1, 936);
        assertExpired(new Timeline(cluster).connected(100, 1, 0), 100);
    }

    @Test
    void zeroInARenewalOfAPositiveOneMeansExpired() {
        assertExpired(new Timeline(cluster).connected(0, 1, 936).renewed(850, 1, 0), 850);
    }

    @Test
    void negativeOrAbsurdAfterPositiveStillMeansWithoutEnd() {
        new Timeline(cluster).connected(0, 1, 936);
        assertEndless(new Timeline(cluster).connected(0, 1, -1));
        assertEndless(new Timeline(cluster).connected(0, 1, Long.MAX_VALUE));
    }

    @Test
    void zeroThatIsClosedAtItsFirstRequestTwiceInARowMeansExpired() {
        closedAtFirstRequest();
        assertEndless(new Timeline(cluster).connected(0, 1, 0));
        closedAtFirstRequest();
        assertExpired(new Timeline(cluster).connected(100, 1, 0), 100);
    }

    @Test
    void aRequestThatWasAnsweredInBetweenStartsTheCountAgain() {
        closedAtFirstRequest();
        new Timeline(cluster).connected(0, 1, 0).wrote(2).answered(3).wrote(4).closed(5, true);
        closedAtFirstRequest();
        assertEndless(new Timeline(cluster).connected(0, 1, 0));
    }

    @Test
    void otherClosesProveNothing() {
        for (int i = 0; i < 3; i++) {
            new Timeline(cluster).connected(0, 1, 0).closed(5, true);
            new Timeline(cluster).connected(0, 1, 0).wrote(2).closed(5, false);
            new Timeline(cluster).connected(0, 1, -1).wrote(2).closed(5, true);
        }
        assertEndless(new Timeline(cluster).connected(0, 1, 0));
    }

    @Test
    void aZeroWhoseRenewalIsRefusedHadNoEndAfterAll() {
        new Timeline(cluster).connected(0, 1, 936);
        new Timeline(cluster).connected(100, 1, 0).renewing(1_102).closed(1_103, false);
        assertEndless(new Timeline(cluster).connected(1_200, 1, 0));
    }

    @Test
    void untilAPositiveLifetimeIsGrantedAgain() {
        aZeroWhoseRenewalIsRefusedHadNoEndAfterAll();
        new Timeline(cluster).connected(0, 1, 936);
        assertExpired(new Timeline(cluster).connected(100, 1, 0), 100);
    }

    @Test
    void aPositiveOneWhoseRenewalIsRefusedProvesNothingAboutZero() {
        new Timeline(cluster).connected(0, 1, 936).renewing(850).closed(851, false);
        assertExpired(new Timeline(cluster).connected(900, 1, 0), 900);
    }

    @Test
    void anExpiredZeroIsReportedToo() {
        Timeline timeline = new Timeline(cluster).connected(0, 1, 936);
        timeline.renewed(850, 1, 0).renewed(1_853, 1, 0).renewed(2_857, 1, 0);
        assertThat(timeline.complaint())
                .contains("session of 0 ms granted by the broker: the credentials have expired");
    }

    private void closedAtFirstRequest() {
        new Timeline(cluster).connected(0, 1, 0).wrote(2).closed(5, true);
    }

    private static void assertEndless(Timeline timeline) {
        assertThat(timeline.renewal().expires()).isFalse();
        assertThat(timeline.mayWrite(1_000_000_000)).isTrue();
        assertThat(timeline.due(1_000_000_000)).isFalse();
        assertThat(timeline.nextChange(1_000)).isEqualTo(Timeline.NEVER);
        assertThat(timeline.remaining(1_000)).isEqualTo(Timeline.NEVER);
    }

    private static void assertExpired(Timeline timeline, double writtenMs) {
        assertThat(timeline.mayWrite(writtenMs + 1)).isFalse();
        assertThat(timeline.dueFrom(writtenMs + 1)).isEqualTo(writtenMs + 1_002);
    }
}
