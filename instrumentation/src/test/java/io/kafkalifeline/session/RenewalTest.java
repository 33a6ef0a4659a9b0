package io.kafkalifeline.session;

import static io.kafkalifeline.session.traffic.Nanos.PER_MS;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkalifeline.session.Step.Kind;
import org.junit.jupiter.api.Test;

/** What is decided of a session's times, a token's, and what the client wants, taken together. */
class RenewalTest {
    private static final long LIFETIME_MS = 15_000;
    private static final Request RECORDS = Request.of(0, 100, 0, true);
    private static final Request UNANSWERED = Request.of(0, 100, 0, false);
    private static final int OTHERS = 42;

    private final ClusterMemory cluster = new ClusterMemory();
    private final CredentialTurns turns = new CredentialTurns();

    @Test
    void nothingIsDecidedBeforeASessionIsGranted() {
        Renewal renewal = new Renewal(cluster, () -> 0.5, turns);
        renewal.wanted();

        assertThat(renewal.at(0, Request.TO_COME).kind()).isEqualTo(Kind.WRITE);
        assertThat(renewal.at(0, Request.NONE).pollMs(0)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void aSessionThatNobodyWantsIsLeftToExpire() {
        Renewal renewal = granted(null);
        assertThat(renewal.at(ms(60_000), Request.NONE).pollMs(ms(60_000))).isEqualTo(Long.MAX_VALUE);
        assertThat(renewal.at(ms(60_000), RECORDS).kind()).isEqualTo(Kind.RENEW);
        renewal.wanted();

        assertThat(renewal.at(ms(60_000), Request.NONE).kind()).isEqualTo(Kind.RENEW);
    }

    @Test
    void whatWasPromisedStandsUntilTheNextPoll() {
        Renewal renewal = granted(null);
        renewal.promised();
        assertThat(renewal.at(ms(60_000), Request.TO_COME).kind()).isEqualTo(Kind.WRITE);
        assertThat(renewal.at(ms(60_000), Request.UNSEEN).kind()).isEqualTo(Kind.RENEW);
        renewal.polling();

        assertThat(renewal.at(ms(60_000), Request.TO_COME).kind()).isEqualTo(Kind.RENEW);
    }

    @Test
    void theSourceIsAskedAndThenTheTokenIsUsed() {
        Renewal renewal = granted(turns);
        renewal.wanted();
        long ask = renewal.at(ms(1), Request.NONE).untilNanos();
        assertThat(renewal.at(ask - 1, Request.NONE).kind()).isEqualTo(Kind.HOLD);
        assertThat(renewal.at(ask, Request.NONE).kind()).isEqualTo(Kind.ASK_SOURCE);
        assertThat(renewal.at(ask, Request.NONE).pollMs(ask)).isZero();
        assertThat(renewal.at(ask, RECORDS).kind()).as("meanwhile").isEqualTo(Kind.WRITE);
        renewal.sourceAsked(ask);
        assertThat(renewal.at(ask, Request.NONE).kind()).isEqualTo(Kind.HOLD);
        renewal.sourceAnswered(ask + 1, CredentialsMark.UNKNOWN);
        long again = renewal.at(ask + 1, Request.NONE).untilNanos();
        assertThat(renewal.at(again, Request.NONE).kind())
                .as("it has grown old")
                .isEqualTo(Kind.ASK_SOURCE);
        renewal.sourceAsked(again);
        renewal.sourceAnswered(again + 1, CredentialsMark.UNKNOWN);
        long due = renewal.at(again + 1, Request.NONE).untilNanos();

        assertThat(due).isEqualTo(ms(13_500));
        assertThat(renewal.at(due, Request.NONE).kind()).isEqualTo(Kind.RENEW);
        assertThat(renewal.at(due, RECORDS).kind()).isEqualTo(Kind.RENEW);
    }

    @Test
    void aSessionThatIsOverAsksTheSourceBeforeItBegins() {
        Renewal renewal = granted(turns);
        renewal.wanted();
        assertThat(renewal.at(ms(60_000), Request.NONE).kind()).isEqualTo(Kind.ASK_SOURCE);
        assertThat(renewal.at(ms(60_000), RECORDS).kind()).isEqualTo(Kind.HOLD);
        renewal.sourceAsked(ms(60_000));
        Step held = renewal.at(ms(60_000), RECORDS);
        assertThat(held.kind()).isEqualTo(Kind.HOLD);
        assertThat(held.untilNanos()).as("or the source is down").isEqualTo(ms(90_000));
        renewal.sourceFailed(ms(60_001));

        assertThat(renewal.at(ms(60_001), Request.NONE).kind())
                .as("the ordinary way")
                .isEqualTo(Kind.RENEW);
    }

    /** The source has failed, the session is over, the broker throttles: all times but one are past. */
    @Test
    void aPollWaitsForTheEndOfAThrottleWhateverElseIsPast() {
        Renewal renewal = granted(turns);
        renewal.wanted();
        renewal.queued(RECORDS);
        renewal.written(ms(1));
        renewal.answered(ms(2));
        renewal.throttled(ms(2), ms(40_000));
        renewal.sourceAsked(ms(14_000));
        renewal.sourceFailed(ms(14_001));
        renewal.sourceAsked(ms(14_101));
        Step step = renewal.at(ms(20_000), Request.NONE);
        assertThat(step.kind()).isEqualTo(Kind.HOLD);
        assertThat(step.untilNanos()).isEqualTo(ms(44_101));
        renewal.sourceFailed(ms(20_000));
        assertThat(renewal.at(ms(20_000), Request.NONE).pollMs(ms(20_000))).isEqualTo(200);
        renewal.sourceAsked(ms(20_200));
        renewal.sourceAnswered(ms(20_201), CredentialsMark.UNKNOWN);

        assertThat(renewal.at(ms(20_201), Request.NONE).untilNanos()).isEqualTo(ms(40_002));
    }

    @Test
    void aPollWaitsForTheBrokersSecondWhateverElseIsPast() {
        Renewal renewal = granted(turns);
        renewed(renewal, 10_000, 500);
        renewal.wanted();
        renewal.sourceAsked(ms(10_002));
        renewal.sourceFailed(ms(10_003));
        renewal.sourceAsked(ms(10_600));
        renewal.sourceAnswered(ms(10_700), CredentialsMark.UNKNOWN);

        assertThat(renewal.at(ms(10_700), Request.NONE).untilNanos()).isEqualTo(ms(11_002));
        assertThat(renewal.at(ms(10_700), RECORDS).untilNanos()).isEqualTo(ms(11_002));
    }

    @Test
    void noRenewalBeginsInTheMiddleOfARequest() {
        Renewal renewal = granted(null);
        renewal.wanted();

        assertThat(renewal.at(ms(14_000), Request.NONE).kind()).isEqualTo(Kind.RENEW);
        assertThat(renewal.at(ms(14_000), Request.HALF_WRITTEN).pollMs(ms(14_000)))
                .as("the end of the write ends the poll")
                .isEqualTo(Long.MAX_VALUE);
        assertThat(renewal.at(ms(1), Request.HALF_WRITTEN).pollMs(ms(1))).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void theSourceIsAskedInTheMiddleOfARequestToo() {
        Renewal renewal = granted(turns);
        renewal.wanted();

        assertThat(renewal.at(ms(13_000), Request.HALF_WRITTEN).kind()).isEqualTo(Kind.ASK_SOURCE);
    }

    @Test
    void behindARequestWithoutAnswerOneIsWrittenThatIsAnswered() {
        Renewal renewal = granted(null);
        renewal.wanted();
        renewal.queued(UNANSWERED);
        assertThat(renewal.at(ms(1), renewal.queuedRequest()).kind()).isEqualTo(Kind.WRITE);
        renewal.written(ms(1));
        assertThat(renewal.at(ms(1), Request.NONE).kind())
                .as("it is being written")
                .isEqualTo(Kind.HOLD);
        renewal.sent(ms(2));
        Step probe = renewal.at(ms(2), Request.NONE);
        assertThat(probe.kind()).isEqualTo(Kind.PROBE);
        assertThat(probe.pollMs(ms(2))).as("it is written before the poll").isPositive();
        assertThat(renewal.at(ms(2), UNANSWERED).kind()).isEqualTo(Kind.HOLD);
        assertThat(renewal.at(ms(2), Request.TO_COME).kind()).isEqualTo(Kind.HOLD);
        assertThat(renewal.at(ms(2), Request.PROBE).kind()).isEqualTo(Kind.WRITE);
        renewal.queued(RECORDS);
        renewal.written(ms(2));
        assertThat(renewal.at(ms(3), Request.NONE).kind())
                .as("it is on its way")
                .isEqualTo(Kind.HOLD);
        renewal.answered(ms(3));

        assertThat(renewal.at(ms(3), UNANSWERED).kind()).isEqualTo(Kind.WRITE);
    }

    @Test
    void otherCredentialsHastenTheRenewalOfASessionThatWasNotExtended() {
        Renewal renewal = granted(turns);
        renewal.tokenComputed(ms(2), OTHERS + 1, true);
        renewed(renewal, 10_000, 5_000);
        renewal.wanted();
        assertThat(renewal.at(ms(10_100), Request.NONE).kind()).isEqualTo(Kind.ASK_SOURCE);
        renewal.sourceAsked(ms(10_100));
        renewal.sourceAnswered(ms(10_200), OTHERS + 1);
        assertThat(renewal.at(ms(11_002), Request.NONE).kind())
                .as("the same ones")
                .isNotEqualTo(Kind.RENEW);
        renewal.sourceAsked(ms(11_200));
        renewal.sourceAnswered(ms(11_201), OTHERS);

        assertThat(renewal.at(ms(11_201), Request.NONE).kind()).isEqualTo(Kind.RENEW);
    }

    @Test
    void whileItRenewsEverythingIsHeldAndWhenNothingComesItIsGivenUp() {
        Renewal renewal = granted(null);
        renewal.begun(ms(13_000));
        Step held = renewal.at(ms(13_000), RECORDS);
        assertThat(held.kind()).isEqualTo(Kind.HOLD);
        assertThat(held.untilNanos()).isEqualTo(ms(23_000));
        assertThat(renewal.at(ms(13_000), Request.NONE).pollMs(ms(13_000))).isEqualTo(10_000);

        assertThat(renewal.at(ms(23_000), Request.NONE).kind()).isEqualTo(Kind.GIVE_UP);
    }

    @Test
    void aPollEndsWhenTheTimeHasComeAndNotJustBefore() {
        Renewal renewal = granted(null);
        renewal.wanted();

        assertThat(renewal.at(ms(13_000) + 1, Request.NONE).pollMs(ms(13_000) + 1))
                .isEqualTo(500);
        assertThat(renewal.at(ms(13_500) - 1, Request.NONE).pollMs(ms(13_500) - 1))
                .isOne();
    }

    /** Lets 15 s be granted at 1 ms, half of the jitter: due at 13.5 s. */
    private Renewal granted(CredentialTurns asking) {
        Renewal renewal = new Renewal(cluster, () -> 0.5, asking);
        renewal.handshakeAnswered(0);
        renewal.authenticateWritten(0);
        renewal.granted(ms(1), LIFETIME_MS);
        return renewal;
    }

    private static void renewed(Renewal renewal, long atMs, long lifetimeMs) {
        renewal.begun(ms(atMs - 1));
        renewal.handshakeAnswered(ms(atMs));
        renewal.authenticateWritten(ms(atMs));
        renewal.granted(ms(atMs + 1), lifetimeMs);
    }

    private static long ms(long ms) {
        return ms * PER_MS;
    }
}
