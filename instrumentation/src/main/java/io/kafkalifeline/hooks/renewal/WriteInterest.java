package io.kafkalifeline.hooks.renewal;

import io.kafkalifeline.hooks.kafka.KafkaChannelMembers;
import java.nio.channels.SelectionKey;
import org.apache.kafka.common.network.KafkaChannel;

/** Whether a channel's selector key asks for writability. */
final class WriteInterest {
    private WriteInterest() {}

    /** Stops asking: a writable socket would wake the poll over and over while the request has to wait. */
    static void suspend(KafkaChannel channel) {
        KafkaChannelMembers.transportLayer(channel).removeInterestOps(SelectionKey.OP_WRITE);
    }

    static void restore(KafkaChannel channel) {
        if (channel != null && channel.hasSend() && channel.selectionKey().isValid()) {
            KafkaChannelMembers.transportLayer(channel).addInterestOps(SelectionKey.OP_WRITE);
        }
    }

    /**
     * Stops asking where no request waits: Kafka asks after every re-authentication, as if a request had triggered it.
     */
    static void afterReauthentication(KafkaChannel channel) {
        if (!channel.hasSend()) {
            suspend(channel);
        }
    }
}
