package io.kafkalifeline.hooks.kafka;

import static io.kafkalifeline.weave.Feature.DIAGNOSIS;
import static io.kafkalifeline.weave.Feature.RECORDING;

import io.kafkalifeline.weave.Requires;
import java.nio.ByteBuffer;
import org.apache.kafka.common.network.NetworkReceive;

/** The private members of {@code NetworkReceive}. */
@Requires(
        feature = {RECORDING, DIAGNOSIS},
        type = "common.network.NetworkReceive",
        members = "size")
@Requires(
        feature = {RECORDING, DIAGNOSIS},
        type = "common.network.NetworkReceive",
        members = "requiredMemoryAmountKnown()")
final class NetworkReceiveMembers {
    private static final PrivateField SIZE = PrivateField.of(NetworkReceive.class, "size");

    private NetworkReceiveMembers() {}

    /** The first four bytes of what arrives, which Kafka takes for its length. */
    static ByteBuffer size(NetworkReceive receive) {
        return (ByteBuffer) SIZE.get(receive);
    }
}
