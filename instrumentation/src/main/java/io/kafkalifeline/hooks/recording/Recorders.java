package io.kafkalifeline.hooks.recording;

import io.kafkalifeline.init.InitRecorder;
import io.kafkalifeline.init.Reauthentication;
import io.kafkalifeline.init.Target;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** Makes the recorder of an initialisation or a re-authentication that begins now. */
final class Recorders {
    private Recorders() {}

    /** @param startContext what the calling thread has in mind, or null */
    static InitRecorder ofConnection(Target target, Object startContext, int attempt) {
        return begin(target, new Object(), startContext, attempt, null);
    }

    /** @param connection its identity */
    static InitRecorder ofRenewal(Target target, Object connection, Reauthentication reauthentication) {
        return begin(target, connection, null, 1, reauthentication);
    }

    private static InitRecorder begin(
            Target target, Object connection, Object startContext, int attempt, Reauthentication reauthentication) {
        // Nothing that takes time may come between the two clocks: classes are loaded for the first of all.
        Instant now = Instant.now();
        long nowNanos = System.nanoTime();
        long epochNanos = TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
        return new InitRecorder(
                target, connection, startContext, attempt, reauthentication, epochNanos, nowNanos, System::nanoTime);
    }
}
