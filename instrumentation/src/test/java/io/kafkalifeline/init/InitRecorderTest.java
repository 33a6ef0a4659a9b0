package io.kafkalifeline.init;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The phases of an initialisation are all of it, whatever the client does between them. */
class InitRecorderTest {
    private long nowNanos = 1_000;

    private final InitRecorder recorder = new InitRecorder(
            new Target("client", "1", "broker", 9092, "SASL_SSL"), new Object(), null, 1, null, 0, () -> nowNanos);

    @Test
    void aPhaseBeginsWhereTheOneBeforeItEnded() {
        at(1_010, () -> recorder.begin(Phase.DNS));
        at(1_100, recorder::end);
        at(1_150, () -> recorder.begin(Phase.TCP));
        at(1_900, () -> recorder.begin(Phase.API_VERSIONS));
        at(2_000, recorder::end);
        Initialisation ready = finish(2_040, Outcome.READY);

        assertThat(ready.beginNanos()).isEqualTo(1_000);
        assertThat(ready.endNanos()).isEqualTo(2_000);
        assertThat(ready.phases())
                .extracting(phase -> phase.beginNanos() + "-" + phase.endNanos())
                .containsExactly("1000-1100", "1100-1900", "1900-2000");
    }

    /** A broker names its neighbours as it likes; what is exported may end on somebody's terminal. */
    @Test
    void aHostsNameWritesNoLineOfItsOwn() {
        at(1_010, () -> recorder.begin(Phase.DNS));
        recorder.detail(Detail.DNS_QUESTION, "b-1\n[kafka-lifeline] all is well\u001b[2J");
        at(1_100, recorder::end);

        assertThat(finish(1_100, Outcome.READY).phases().get(0).details())
                .containsEntry(Detail.DNS_QUESTION, "b-1 [kafka-lifeline] all is well [2J");
    }

    @Test
    void itIsOverWithThePhaseThatFailed() {
        at(1_010, () -> recorder.begin(Phase.DNS));
        at(1_300, () -> recorder.fail(new Failure("unknown", null)));

        assertThat(finish(1_700, Outcome.FAILED).endNanos()).isEqualTo(1_300);
    }

    @Test
    void aClientThatGivesUpBetweenTwoPhasesTellsWhen() {
        at(1_010, () -> recorder.begin(Phase.DNS));
        at(1_300, recorder::end);

        assertThat(finish(1_700, Outcome.FAILED).endNanos()).isEqualTo(1_700);
    }

    @Test
    void anAlertThatComesAfterTheHandshakeIsTheFailureOfTheHandshake() {
        at(1_010, () -> recorder.begin(Phase.TCP));
        at(1_100, () -> recorder.begin(Phase.TLS));
        recorder.detail(Detail.TLS_PROTOCOL, "TLSv1.3");
        at(1_200, () -> recorder.begin(Phase.SASL_API_VERSIONS));
        at(1_300, () -> {
            recorder.reopen(Phase.TLS);
            recorder.fail(new Failure("javax.net.ssl.SSLHandshakeException", "Received fatal alert: bad_certificate"));
        });
        Initialisation failed = finish(1_700, Outcome.FAILED);

        assertThat(failed.phases())
                .extracting(phase -> phase.phase() + " " + phase.beginNanos() + "-" + phase.endNanos())
                .containsExactly("TCP 1000-1100", "TLS 1100-1300");
        assertThat(failed.failedPhase().phase()).isEqualTo(Phase.TLS);
        assertThat(failed.failedPhase().details()).containsEntry(Detail.TLS_PROTOCOL, "TLSv1.3");
    }

    @Test
    void aHandshakeThatNeverWasIsNotReopened() {
        at(1_010, () -> recorder.begin(Phase.TCP));
        at(1_100, () -> recorder.begin(Phase.API_VERSIONS));
        recorder.reopen(Phase.TLS);

        assertThat(recorder.open()).isEqualTo(Phase.API_VERSIONS);
    }

    @Test
    void whatTheClientAbandonedHasNotFailed() {
        at(1_010, () -> recorder.begin(Phase.SASL_HANDSHAKE));
        Initialisation abandoned = finish(1_700, Outcome.ABANDONED);

        assertThat(abandoned.failure()).isNull();
        assertThat(abandoned.failedPhase()).isNull();
        assertThat(abandoned.endNanos()).isEqualTo(1_700);
    }

    @Test
    void aTokenThatWasComputedAheadTookItsTimeAllTheSame() {
        at(1_010, () -> recorder.begin(Phase.SASL_AUTHENTICATE));
        at(1_020, recorder::tokenBegin);
        recorder.tokenAhead(4_000);
        at(1_030, recorder::tokenSent);
        at(1_090, recorder::tokenAnswered);

        Round round = finish(1_100, Outcome.RENEWED).phases().get(0).rounds().get(0);
        assertThat(round.aheadNanos()).isEqualTo(4_000);
        assertThat(round.tokenDurationNanos()).isEqualTo(4_010);
        assertThat(round.answeredNanos() - round.sentNanos()).isEqualTo(60);
    }

    @Test
    void whatHasHappenedSoFarCanFailWithoutEndingTheWhole() {
        at(1_010, () -> recorder.begin(Phase.SASL_HANDSHAKE));
        at(1_100, () -> recorder.begin(Phase.SASL_AUTHENTICATE));
        nowNanos = 1_200;
        Initialisation soFar = recorder.failedSoFar(new Failure("session_too_short", null));

        assertThat(soFar.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(soFar.endNanos()).isEqualTo(1_200);
        assertThat(soFar.phases())
                .extracting(PhaseRecord::phase)
                .containsExactly(Phase.SASL_HANDSHAKE, Phase.SASL_AUTHENTICATE);
        assertThat(soFar.failedPhase().phase()).isEqualTo(Phase.SASL_AUTHENTICATE);
        assertThat(finish(1_300, Outcome.RENEWED).failure()).isNull();
    }

    private void at(long nanos, Runnable mark) {
        nowNanos = nanos;
        mark.run();
    }

    private Initialisation finish(long nanos, Outcome outcome) {
        nowNanos = nanos;
        return recorder.finish(outcome);
    }
}
