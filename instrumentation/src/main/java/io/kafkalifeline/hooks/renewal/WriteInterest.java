package io.kafkalifeline.hooks.renewal;

import io.kafkalifeline.hooks.kafka.KafkaChannelMembers;
import java.nio.channels.SelectionKey;
import org.apache.kafka.common.network.KafkaChannel;

/** Whether a channel's selector key asks for writability. */
final class WriteInterest {
    private WriteInterest() {}

    /** Without this a writable socket would wake the poll over and over while its request has to wait. */
    static void suspend(KafkaChannel channel) {
        KafkaChannelMembers.transportLayer(channel).removeInterestOps(SelectionKey.OP_WRITE);
    }

    static void restore(KafkaChannel channel) {
        if (channel != null && channel.hasSend() && channel.selectionKey().isValid()) {
            KafkaChannelMembers.transportLayer(channel).addInterestOps(SelectionKey.OP_WRITE);
        }
    }

    /** Kafka asks for writability after every re-authentication: it knows only those that a request has triggered. */
    static void afterReauthentication(KafkaChannel channel) {
        if (!channel.hasSend()) {
            suspend(channel);
        }
    }
}
