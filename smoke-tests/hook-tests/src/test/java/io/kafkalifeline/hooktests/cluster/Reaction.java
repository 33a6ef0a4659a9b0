package io.kafkalifeline.hooktests.cluster;

import java.time.Duration;
import org.apache.kafka.common.protocol.Errors;

/** What the cluster does with one request. */
public sealed interface Reaction {
    /** What a healthy broker does. */
    record Answer() implements Reaction {}

    /** A SASL step fails with this error and these words, which may be null; the connection is closed. */
    record Refuse(Errors error, String words) implements Reaction {}

    /** This request and all later ones of the connection are read and get no answer. */
    record Silence() implements Reaction {}

    /** The connection ends without an answer: by RST, or by FIN. */
    record Cut(boolean reset) implements Reaction {}

    /** Answered so much later; nothing else of the connection is read meanwhile, as on a broker. */
    record Delay(Duration time) implements Reaction {}

    /** Answered at once with this throttle time; the connection is muted for that long, as by a quota. */
    record Throttle(Duration time) implements Reaction {}

    static Reaction refuse(String words) {
        return new Refuse(Errors.SASL_AUTHENTICATION_FAILED, words);
    }

    static Reaction refuse(Errors error) {
        return new Refuse(error, null);
    }

    static Reaction silence() {
        return new Silence();
    }

    static Reaction reset() {
        return new Cut(true);
    }

    static Reaction finish() {
        return new Cut(false);
    }

    static Reaction delay(Duration time) {
        return new Delay(time);
    }

    static Reaction throttle(Duration time) {
        return new Throttle(time);
    }
}
