package io.kafkalifeline.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkalifeline.init.Failure;
import io.kafkalifeline.init.InitRecorder;
import io.kafkalifeline.init.Outcome;
import io.kafkalifeline.init.PeerAddress;
import io.kafkalifeline.init.Phase;
import io.kafkalifeline.init.Target;
import org.junit.jupiter.api.Test;

class BrokerMemoryTest {
    private static final Target BOOTSTRAP = ObservedBroker.target("-1", "b-1.example");
    private static final Target ONE = ObservedBroker.target("1", "b-1.example");
    private static final Target TWO = ObservedBroker.target("2", "b-2.example");

    private static final Failure TOO_SHORT = new Failure(
            "session_too_short", "session of 12 ms granted by the broker is shorter than the 40 ms round trip");

    private final ObservedBroker clients = new ObservedBroker();
    private final BrokerMemory memory = clients.memory;

    @Test
    void aClientThatFailedNowhereHasNothingToSay() {
        assertThat(memory.untroubled()).isTrue();
        assertThat(memory.explain()).isNull();
    }

    @Test
    void failuresInARowAreOneLine() {
        for (int i = 0; i < 14; i++) {
            clients.fail(
                    BOOTSTRAP,
                    Phase.SASL_AUTHENTICATE,
                    new Failure("SASL_AUTHENTICATION_FAILED", "SaslAuthenticationException", "Authentication failed"));
            clients.passMs(200);
        }

        assertThat(memory.explain())
                .startsWith("broker b-1.example:9098 (id -1) failed at sasl.authenticate 14 times in a row"
                        + " since 2026-11-22T10:00:03Z, last 0.2 s ago:"
                        + " SaslAuthenticationException: Authentication failed (the broker refuses the credentials;");
    }

    @Test
    void aBrokerThatGetsReadyIsForgottenUnderEachOfItsIds() {
        clients.fail(BOOTSTRAP, Phase.TCP, ObservedBroker.REFUSED);

        memory.ready(ONE);

        assertThat(memory.explain()).isNull();
        assertThat(memory.untroubled()).isTrue();
    }

    @Test
    void oneReadyBrokerMakesUpForTheOtherBootstrapServersButNotForItsNeighbours() {
        clients.fail(ObservedBroker.target("-2", "gone.example"), Phase.DNS, ObservedBroker.REFUSED);
        clients.fail(TWO, Phase.TCP, ObservedBroker.REFUSED);

        memory.ready(ONE);

        assertThat(memory.explain()).contains("b-2.example").doesNotContain("gone.example");
    }

    @Test
    void whatTheClientHasNotTriedForAMinuteIsNoCauseOfATimeout() {
        clients.fail(TWO, Phase.TCP, ObservedBroker.REFUSED);

        clients.passMs(60_001);

        assertThat(memory.explain()).isNull();
    }

    @Test
    void aFailureCountsAsLongAsTheNextAttemptIsUnderWay() {
        clients.fail(TWO, Phase.TCP, ObservedBroker.REFUSED);
        clients.begin(TWO, Phase.TCP);

        clients.passMs(120_000);

        assertThat(memory.explain()).contains("Connection refused, and now has been in phase tcp for 2 min");
    }

    @Test
    void anAttemptThatHangsCountsBeforeItHasFailed() {
        clients.begin(BOOTSTRAP, Phase.TCP);

        clients.passMs(58_000);

        assertThat(memory.explain())
                .isEqualTo("broker b-1.example:9098 (id -1) has been in phase tcp for 58 s"
                        + " (nothing comes back; check firewalls, security groups, routes and the address)");
    }

    @Test
    void aTimeoutSaysHowLongThePhaseLasted() {
        var recorder = clients.begin(BOOTSTRAP, Phase.API_VERSIONS);
        clients.passMs(30_000);
        recorder.fail(new Failure("timed_out", "no answer"));
        memory.failed(recorder.finish(io.kafkalifeline.init.Outcome.WILL_RETRY));

        assertThat(memory.explain()).contains("timed_out: no answer after 30 s");
    }

    @Test
    void anAttemptThatHasNotLastedLongerThanUsualHangsInNothing() {
        clients.begin(TWO, Phase.SASL_AUTHENTICATE);

        clients.passMs(100);
        assertThat(memory.explain())
                .as("our own start-up may be why nothing is ready yet")
                .isNull();

        clients.passMs(2_900);
        assertThat(memory.explain()).contains("b-2.example:9098 (id 2) has been in phase sasl.authenticate for 3.0 s");
    }

    @Test
    void aPhaseThatAlwaysTakesLongHangsLaterAndOneThatNeverDoesEarlier() {
        clients.succeed(ONE, Phase.SASL_AUTHENTICATE, 4_000);
        clients.begin(TWO, Phase.SASL_AUTHENTICATE);
        clients.passMs(7_900);
        assertThat(memory.explain()).as("this credential source needs 4 s").isNull();
        clients.passMs(200);
        assertThat(memory.explain()).contains("in phase sasl.authenticate for 8.1 s");

        clients.succeed(TWO, Phase.TCP, 2);
        clients.begin(TWO, Phase.TCP);
        clients.passMs(1_000);
        assertThat(memory.explain()).contains("in phase tcp for 1.0 s");
    }

    @Test
    void aClockThatIsSetBackDoesNotShortenATrouble() {
        clients.fail(ONE, Phase.TCP, ObservedBroker.REFUSED);
        clients.passMs(11_000);
        clients.setClockBackMs(7_200_000);

        assertThat(memory.troubledNanos()).isEqualTo(11_000_000_000L);
    }

    @Test
    void metadataCanBeFetchedWhereAnyBrokerOfTheClusterIsReady() {
        clients.fail(TWO, Phase.TCP, ObservedBroker.REFUSED);
        assertThat(memory.explainUnlessConnected()).contains("b-2.example");

        memory.ready(ONE);
        assertThat(memory.explainUnlessConnected()).isNull();

        memory.disconnected("1");
        assertThat(memory.explainUnlessConnected()).contains("b-2.example");
    }

    @Test
    void whatOnlyOneBrokerCanDoIsExplainedByThatBroker() {
        clients.fail(BOOTSTRAP, Phase.TCP, ObservedBroker.REFUSED);
        clients.fail(TWO, Phase.TCP, ObservedBroker.REFUSED);
        assertThat(memory.explain("1", "b-1.example", 9098)).startsWith("broker b-1.example");

        memory.ready(ONE);
        assertThat(memory.explain("1", "b-1.example", 9098)).isNull();
    }

    @Test
    void oneConnectionClosedAtItsFirstRequestMeansNothingTwoInARowDo() {
        memory.ready(ONE);
        memory.closedAtFirstRequest(ONE);
        assertThat(memory.explain()).isNull();

        memory.ready(ONE);
        memory.closedAtFirstRequest(ONE);
        assertThat(memory.explain()).contains("failed at the first request 2 times", "may require SASL");

        memory.ready(ONE);
        assertThat(memory.explain()).as("ready as before").isNotNull();
        memory.answered(ONE);
        assertThat(memory.explain()).isNull();
    }

    @Test
    void aSessionTooShortIsACauseUntilARequestWasAnswered() {
        memory.sessionTooShort(ONE, TOO_SHORT);

        memory.ready(ONE);
        assertThat(memory.explain())
                .contains("failed at sasl.authenticate", "session of 12 ms granted", "connections.max.reauth.ms");

        memory.answered(ONE);
        assertThat(memory.explain()).isNull();
    }

    @Test
    void sessionsTooShortAreNewsUntilARequestWasAnswered() {
        assertThat(memory.sessionTooShort(ONE, TOO_SHORT)).isTrue();
        assertThat(memory.sessionTooShort(ONE, TOO_SHORT)).isFalse();
        memory.ready(ONE);
        assertThat(memory.sessionTooShort(ONE, TOO_SHORT)).isFalse();

        memory.answered(ONE);
        assertThat(memory.sessionTooShort(ONE, TOO_SHORT)).isTrue();
    }

    @Test
    void aClientThatGivesUpWaitingForAUsefulSessionStillSaysWhatTheBrokerGranted() {
        memory.sessionTooShort(ONE, TOO_SHORT);
        clients.fail(ONE, Phase.SASL_AUTHENTICATE, new Failure("timed_out", "no answer within 10 s"));

        assertThat(memory.explain())
                .contains("failed at sasl.authenticate 2 times in a row", "session of 12 ms granted")
                .doesNotContain("no answer within");
    }

    @Test
    void anotherFailureAfterSessionsTooShortIsTold() {
        memory.sessionTooShort(ONE, TOO_SHORT);
        clients.fail(ONE, Phase.TCP, new Failure("timed_out", "no answer within 10 s"));

        assertThat(memory.explain())
                .contains("failed at tcp", "no answer within")
                .doesNotContain("session of 12 ms");
    }

    @Test
    void secretsAreMasked() {
        clients.fail(
                ONE,
                Phase.SASL_AUTHENTICATE,
                new Failure("java.io.IOException", "IOException", "login failed: password=hunter2"));

        assertThat(memory.explain()).contains("login failed").doesNotContain("hunter2");
    }

    @Test
    void tenThousandFailuresLeaveABoundedRecord() {
        for (int i = 0; i < 10_000; i++) {
            clients.fail(
                    ObservedBroker.target(Integer.toString(i), "b-" + i + ".example"),
                    Phase.TCP,
                    ObservedBroker.REFUSED);
        }

        assertThat(memory.size()).isEqualTo(BrokerMemory.MAX_BROKERS);
        assertThat(memory.explain())
                .startsWith("broker b-9999.example:9098")
                .endsWith("; and " + (BrokerMemory.MAX_BROKERS - 3) + " more")
                .hasSizeLessThan(1_000);
    }

    @Test
    void whatTheClientNoLongerWantsIsNotUnderWay() {
        clients.begin(ONE, Phase.TCP);

        memory.removed("1");

        assertThat(memory.untroubled()).isTrue();
        assertThat(memory.size()).isZero();
    }

    @Test
    void ofTwoAddressesTheOneThatHasFailedAndTheOneThatHangsAreToldApart() {
        Target named = ObservedBroker.target("-1", "two.example");
        InitRecorder first = clients.begin(named, Phase.DNS);
        first.dialing(new PeerAddress("10.0.0.8", 2, 2));
        first.fail(ObservedBroker.REFUSED);
        clients.memory.failed(first.finish(Outcome.WILL_RETRY));
        clients.begin(named, Phase.DNS).dialing(new PeerAddress("10.0.0.7", 1, 2));
        clients.passMs(14_000);

        assertThat(clients.memory.explain())
                .contains("broker two.example:9098 (id -1, 10.0.0.8, 2 of 2) failed at tcp")
                .contains("and now has been in phase tcp at 10.0.0.7, 1 of 2, for 14 s (nothing listens on that port")
                .endsWith("(at 10.0.0.7, 1 of 2: nothing comes back; check firewalls, security groups, routes and the"
                        + " address)");
    }
}
