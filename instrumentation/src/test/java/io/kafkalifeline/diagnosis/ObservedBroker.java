package io.kafkalifeline.diagnosis;

import io.kafkalifeline.init.Failure;
import io.kafkalifeline.init.InitRecorder;
import io.kafkalifeline.init.Initialisation;
import io.kafkalifeline.init.Outcome;
import io.kafkalifeline.init.Phase;
import io.kafkalifeline.init.Target;
import java.util.concurrent.TimeUnit;

/** A client's memory under test, on a clock that stands still between steps. */
final class ObservedBroker {
    /** 2026-11-22T10:00:03Z. */
    private static final long EPOCH_MS = 1_795_341_603_000L;

    static final Failure REFUSED = new Failure("connection_refused", "ConnectException", "Connection refused");

    private long nowNanos = 1_000;
    private long setBackMs;
    final BrokerMemory memory = new BrokerMemory(() -> nowNanos, this::epochMs);

    long nanoTime() {
        return nowNanos;
    }

    private long epochMs() {
        return EPOCH_MS - setBackMs + TimeUnit.NANOSECONDS.toMillis(nowNanos - 1_000);
    }

    void setClockBackMs(long ms) {
        setBackMs += ms;
    }

    void succeed(Target target, Phase phase, long ms) {
        InitRecorder recorder = begin(target, phase);
        passMs(ms);
        Initialisation done = recorder.finish(Outcome.READY);
        memory.ready(target);
        memory.succeeded(done);
    }

    void passMs(long ms) {
        nowNanos += TimeUnit.MILLISECONDS.toNanos(ms);
    }

    static Target target(String nodeId, String host) {
        return new Target("client", nodeId, host, 9098, "SASL_SSL");
    }

    InitRecorder begin(Target target, Phase phase) {
        long epochNanos = TimeUnit.MILLISECONDS.toNanos(epochMs());
        InitRecorder recorder = new InitRecorder(target, new Object(), null, 1, null, epochNanos, () -> nowNanos);
        memory.begun(recorder);
        recorder.begin(phase);
        return recorder;
    }

    void fail(Target target, Phase phase, Failure failure) {
        fail(target, phase, failure, Outcome.WILL_RETRY);
    }

    void fail(Target target, Phase phase, Failure failure, Outcome outcome) {
        InitRecorder recorder = begin(target, phase);
        recorder.fail(failure);
        Initialisation failed = recorder.finish(outcome);
        memory.failed(failed);
    }
}
