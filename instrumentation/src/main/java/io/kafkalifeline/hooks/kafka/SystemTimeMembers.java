package io.kafkalifeline.hooks.kafka;

import static io.kafkalifeline.weave.Feature.REAUTHENTICATION;

import io.kafkalifeline.weave.Requires;
import org.apache.kafka.common.utils.Time;

/** Kafka's clock, {@code SystemTime}, which is not public in every release. */
@Requires(
        feature = REAUTHENTICATION,
        type = "common.utils.Time",
        members = {"SYSTEM", "milliseconds()"})
public final class SystemTimeMembers {
    /** The name of its class. */
    public static final String TYPE = "org.apache.kafka.common.utils.SystemTime";

    private SystemTimeMembers() {}

    /** The one that all clients share. */
    public static Object system() {
        return Time.SYSTEM;
    }

    /** The wall-clock time in ms. */
    public static long milliseconds(Object systemTime) {
        return ((Time) systemTime).milliseconds();
    }
}
