package io.kafkalifeline.hooks.kafka;

import static io.kafkalifeline.weave.Feature.DIAGNOSIS;
import static io.kafkalifeline.weave.Feature.REAUTHENTICATION;
import static io.kafkalifeline.weave.Feature.RECORDING;

import io.kafkalifeline.weave.Requires;
import java.net.InetSocketAddress;
import org.apache.kafka.common.network.Authenticator;
import org.apache.kafka.common.network.KafkaChannel;
import org.apache.kafka.common.network.NetworkReceive;
import org.apache.kafka.common.network.TransportLayer;

/** The private members of {@code KafkaChannel}. */
@Requires(
        feature = {REAUTHENTICATION, RECORDING, DIAGNOSIS},
        type = "common.network.KafkaChannel",
        members = {"transportLayer", "authenticator"})
@Requires(
        feature = {RECORDING, DIAGNOSIS},
        type = "common.network.KafkaChannel",
        members = {"receive", "remoteAddress"})
@Requires(
        feature = REAUTHENTICATION,
        type = "common.network.KafkaChannel",
        members = {"midWrite", "authenticatorCreator"})
@Requires(
        feature = {REAUTHENTICATION, RECORDING, DIAGNOSIS},
        type = "common.network.KafkaChannel",
        members = {"hasSend()", "id()", "ready()", "state()", "successfulAuthentications()"})
@Requires(
        feature = REAUTHENTICATION,
        type = "common.network.KafkaChannel",
        members = {"hasBytesBuffered()", "selectionKey()", "socketDescription()"})
@Requires(
        feature = {REAUTHENTICATION, RECORDING, DIAGNOSIS},
        type = "common.network.Authenticator")
@Requires(
        feature = {REAUTHENTICATION, RECORDING, DIAGNOSIS},
        type = "common.network.TransportLayer")
@Requires(
        feature = REAUTHENTICATION,
        type = "common.network.TransportLayer",
        members = {"addInterestOps()", "ready()", "removeInterestOps()", "selectionKey()"})
@Requires(
        feature = {REAUTHENTICATION, RECORDING, DIAGNOSIS},
        type = "common.network.ChannelState",
        members = "state()")
@Requires(feature = REAUTHENTICATION, type = "common.network.ChannelState", members = "READY")
@Requires(
        feature = {REAUTHENTICATION, RECORDING, DIAGNOSIS},
        type = "common.network.ChannelState$State",
        members = {"EXPIRED", "LOCAL_CLOSE"})
@Requires(
        feature = {RECORDING, DIAGNOSIS},
        type = "common.network.ChannelState$State",
        members = "AUTHENTICATION_FAILED")
public final class KafkaChannelMembers {
    private static final PrivateField TRANSPORT = PrivateField.of(KafkaChannel.class, "transportLayer");
    private static final PrivateField AUTHENTICATOR = PrivateField.of(KafkaChannel.class, "authenticator");

    private KafkaChannelMembers() {}

    public static TransportLayer transportLayer(KafkaChannel channel) {
        return (TransportLayer) TRANSPORT.get(channel);
    }

    /** The present authenticator; each re-authentication brings another one. */
    public static Authenticator authenticator(KafkaChannel channel) {
        return (Authenticator) AUTHENTICATOR.get(channel);
    }

    /** The answer of which a part has arrived; null between two answers. */
    public static NetworkReceive receive(KafkaChannel channel) {
        return (NetworkReceive) Initialisation.RECEIVE.get(channel);
    }

    /** The broker's address; null where the other end is no IP socket. */
    public static InetSocketAddress remoteAddress(KafkaChannel channel) {
        Object remote = Initialisation.REMOTE.get(channel);
        return remote instanceof InetSocketAddress ? (InetSocketAddress) remote : null;
    }

    /** Whether a request is written in part. */
    public static boolean isMidWrite(KafkaChannel channel) {
        return Reauthentication.MID_WRITE.getBoolean(channel);
    }

    /** The {@code Supplier} that makes authenticators. */
    public static Object authenticatorCreator(KafkaChannel channel) {
        return Reauthentication.CREATOR.get(channel);
    }

    private static final class Initialisation {
        static final PrivateField RECEIVE = PrivateField.of(KafkaChannel.class, "receive");
        static final PrivateField REMOTE = PrivateField.of(KafkaChannel.class, "remoteAddress");
    }

    private static final class Reauthentication {
        static final PrivateField MID_WRITE = PrivateField.of(KafkaChannel.class, "midWrite");
        static final PrivateField CREATOR = PrivateField.of(KafkaChannel.class, "authenticatorCreator");
    }
}
