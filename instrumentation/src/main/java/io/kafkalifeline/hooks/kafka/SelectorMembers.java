package io.kafkalifeline.hooks.kafka;

import static io.kafkalifeline.weave.Feature.DIAGNOSIS;
import static io.kafkalifeline.weave.Feature.REAUTHENTICATION;
import static io.kafkalifeline.weave.Feature.RECORDING;

import io.kafkalifeline.weave.Requires;
import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.common.network.KafkaChannel;
import org.apache.kafka.common.network.Selector;
import org.slf4j.Logger;

/** The private members of {@code Selector} and of its nested classes. */
@Requires(
        feature = {RECORDING, DIAGNOSIS},
        type = "common.network.Selector",
        members = "channelBuilder")
@Requires(
        feature = REAUTHENTICATION,
        type = "common.network.Selector",
        members = {
            "madeReadProgressLastPoll",
            "sensors",
            "log",
            "close(Lorg/apache/kafka/common/network/KafkaChannel;Lorg/apache/kafka/common/network/Selector$CloseMode;)V"
        })
@Requires(
        feature = REAUTHENTICATION,
        type = "common.network.Selector$SelectorMetrics",
        members = "failedReauthentication")
@Requires(feature = REAUTHENTICATION, type = "common.network.Selector$CloseMode", members = "GRACEFUL")
@Requires(
        feature = {REAUTHENTICATION, RECORDING, DIAGNOSIS},
        type = "common.network.Selector",
        members = {"channel()", "channels()"})
@Requires(
        feature = REAUTHENTICATION,
        type = "common.network.Selector",
        members = {"send()", "wakeup()"})
@Requires(feature = REAUTHENTICATION, type = "common.metrics.Sensor", members = "record()")
public final class SelectorMembers {
    private SelectorMembers() {}

    /** The {@code ChannelBuilder}. */
    public static Object channelBuilder(Selector selector) {
        return Builder.FIELD.get(selector);
    }

    /** Keeps the next poll from waiting: a transport layer holds decrypted bytes that no socket event announces. */
    public static void madeReadProgress(Selector selector) {
        Reauthentication.READ_PROGRESS.set(selector, true);
    }

    public static Logger log(Selector selector) {
        return (Logger) Reauthentication.LOG.get(selector);
    }

    /** Counts one in Kafka's metric {@code failed-reauthentication-total}. */
    public static void countFailedReauthentication(Selector selector) {
        ((Sensor) Reauthentication.FAILED.get(Reauthentication.SENSORS.get(selector))).record();
    }

    /** Closes a channel so that what was answered is still delivered. */
    public static void closeGracefully(Selector selector, KafkaChannel channel) {
        Reauthentication.CLOSE.invoke(selector, channel, Reauthentication.GRACEFUL.get(null));
    }

    private static final class Builder {
        static final PrivateField FIELD = PrivateField.of(Selector.class, "channelBuilder");
    }

    private static final class Reauthentication {
        private static final String CLOSE_MODE = "org.apache.kafka.common.network.Selector$CloseMode";
        private static final String METRICS = "org.apache.kafka.common.network.Selector$SelectorMetrics";

        static final PrivateField READ_PROGRESS = PrivateField.of(Selector.class, "madeReadProgressLastPoll");
        static final PrivateField LOG = PrivateField.of(Selector.class, "log");
        static final PrivateField SENSORS = PrivateField.of(Selector.class, "sensors");
        static final PrivateField FAILED = PrivateField.of(Selector.class, METRICS, "failedReauthentication");
        static final PrivateField GRACEFUL = PrivateField.of(Selector.class, CLOSE_MODE, "GRACEFUL");
        static final PrivateMethod CLOSE = PrivateMethod.of(
                Selector.class, "close", KafkaChannel.class, PrivateMethod.type(Selector.class, CLOSE_MODE));
    }
}
