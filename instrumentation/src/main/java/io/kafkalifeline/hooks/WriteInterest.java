package io.kafkalifeline.hooks;

import java.nio.channels.SelectionKey;
import org.apache.kafka.common.network.KafkaChannel;
import org.apache.kafka.common.network.TransportLayer;

/** Whether a channel's selector key asks for writability. */
final class WriteInterest {
    private static final PrivateField TRANSPORT = PrivateField.of(KafkaChannel.class, "transportLayer");

    private WriteInterest() {}

    /** Without this a writable socket would wake the poll over and over while its request has to wait. */
    static void suspend(KafkaChannel channel) {
        transport(channel).removeInterestOps(SelectionKey.OP_WRITE);
    }

    static void restore(KafkaChannel channel) {
        if (channel != null && channel.hasSend() && channel.selectionKey().isValid()) {
            transport(channel).addInterestOps(SelectionKey.OP_WRITE);
        }
    }

    /** Kafka asks for writability after every re-authentication: it knows only those that a request has triggered. */
    static void afterReauthentication(KafkaChannel channel) {
        if (!channel.hasSend()) {
            suspend(channel);
        }
    }

    private static TransportLayer transport(KafkaChannel channel) {
        return (TransportLayer) TRANSPORT.get(channel);
    }
}
