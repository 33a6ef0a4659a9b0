package io.kafkalifeline.hooks.recording;

import io.kafkalifeline.init.InitRecorder;
import io.kafkalifeline.init.Reauthentication;
import io.kafkalifeline.init.Target;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** Makes the recorder of an initialisation or a re-authentication that begins now. */
final class Recorders {
    private Recorders() {}

    /** @param startContext what the caller was doing, or null */
    static InitRecorder ofConnection(Target target, Object startContext, int attempt) {
        return begin(target, new Object(), startContext, attempt, null);
    }

    /** @param connection the identity of the connection */
    static InitRecorder ofRenewal(Target target, Object connection, Reauthentication reauthentication) {
        return begin(target, connection, null, 1, reauthentication);
    }

    private static InitRecorder begin(
            Target target, Object connection, Object startContext, int attempt, Reauthentication reauthentication) {
        // The two clocks are read one right after the other. The first reading may take time, since it may load
        // classes.
        Instant now = Instant.now();
        long nowNanos = System.nanoTime();
        long epochNanos = TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
        return new InitRecorder(
                target, connection, startContext, attempt, reauthentication, epochNanos, nowNanos, System::nanoTime);
    }
}
