package io.kafkalifeline.telemetry;

import io.kafkalifeline.init.Detail;
import io.kafkalifeline.init.Failure;
import io.kafkalifeline.init.InitRecorder;
import io.kafkalifeline.init.Initialisation;
import io.kafkalifeline.init.Outcome;
import io.kafkalifeline.init.Phase;
import io.kafkalifeline.init.Reauthentication;
import io.kafkalifeline.init.Target;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A connection to b-1.example:9098 whose phases take 1 ms each, on a clock that only this test moves. */
final class RecordedConnection {
    /** When the clock starts, in ns since the epoch. */
    static final long EPOCH = 1_763_800_000_000_000_000L;

    static final Target TARGET = new Target("orders", "3", "b-1.example", 9098, "SASL_SSL");
    static final Failure REFUSED = new Failure("SASL_AUTHENTICATION_FAILED", "[6c1d]: Access denied");

    private static final long START = Long.MAX_VALUE - TimeUnit.MILLISECONDS.toNanos(3);

    private final Object identity = new Object();
    private Object startContext;
    private long now = START;

    RecordedConnection startedIn(Object context) {
        this.startContext = context;
        return this;
    }

    void pass(Duration time) {
        now += time.toNanos();
    }

    /** All seven phases, well ended. */
    Initialisation ready() {
        InitRecorder recorder = recorder(null, 1);
        for (Phase phase : Phase.values()) {
            succeed(recorder, phase);
        }
        return recorder.finish(Outcome.READY);
    }

    /** All phases up to {@code failing}, which fails with {@code failure}. */
    Initialisation failsAt(Phase failing, Failure failure, Outcome outcome) {
        InitRecorder recorder = recorder(null, 2);
        for (Phase phase : Phase.values()) {
            if (phase == failing) {
                recorder.begin(phase);
                pass(Duration.ofMillis(1));
                recorder.fail(failure);
                break;
            }
            succeed(recorder, phase);
        }
        return recorder.finish(outcome);
    }

    /** Its own phases, with {@code failure} in SaslAuthenticate or null. */
    Initialisation reauthenticates(Outcome outcome, Failure failure) {
        Reauthentication reauthentication = new Reauthentication(
                Reauthentication.Trigger.HOLD, 936, TimeUnit.MILLISECONDS.toNanos(-64), 250_000_000, 2);
        InitRecorder recorder = recorder(reauthentication, 1);
        succeed(recorder, Phase.SASL_HANDSHAKE);
        succeed(recorder, Phase.SASL_AUTHENTICATE);
        if (failure != null) {
            recorder.fail(failure);
        }
        return recorder.finish(outcome);
    }

    InitRecorder recorder(Reauthentication reauthentication, int attempt) {
        return new InitRecorder(
                TARGET, identity, startContext, attempt, reauthentication, EPOCH + now - START, () -> now);
    }

    private void succeed(InitRecorder recorder, Phase phase) {
        recorder.begin(phase);
        switch (phase) {
            case DNS -> {
                recorder.detail(Detail.DNS_QUESTION, "b-1.example");
                recorder.detail(Detail.DNS_ANSWERS, List.of("10.0.0.7", "10.0.0.8"));
            }
            case TCP -> {
                recorder.detail(Detail.PEER_ADDRESS, "10.0.0.7");
                recorder.detail(Detail.PEER_PORT, 9098);
            }
            case TLS -> {
                recorder.detail(Detail.TLS_PROTOCOL, "TLSv1.3");
                recorder.detail(Detail.TLS_CIPHER, "TLS_AES_256_GCM_SHA384");
            }
            case SASL_HANDSHAKE -> recorder.detail(Detail.SASL_MECHANISM, "SCRAM-SHA-512");
            case SASL_AUTHENTICATE -> {
                round(recorder, 100_000, 300_000);
                round(recorder, 200_000, 400_000);
                recorder.detail(Detail.SESSION_LIFETIME_MS, 936L);
                recorder.end();
                return;
            }
            default -> {}
        }
        pass(Duration.ofMillis(1));
        recorder.end();
    }

    private void round(InitRecorder recorder, long tokenNanos, long answerNanos) {
        recorder.tokenBegin();
        now += tokenNanos;
        recorder.tokenSent();
        now += answerNanos;
        recorder.tokenAnswered();
    }
}
