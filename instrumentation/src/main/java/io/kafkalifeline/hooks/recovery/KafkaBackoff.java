package io.kafkalifeline.hooks.recovery;

import io.kafkalifeline.hooks.kafka.ClusterConnectionStatesMembers;
import io.kafkalifeline.hooks.link.Link;

/**
 * Sets when the next connection to a node may be tried, where the agent decides that and not Kafka (R10: a failed
 * renewal is never the last word; R11: refusals that pass are waited out).
 */
final class KafkaBackoff {
    private KafkaBackoff() {}

    /** Replaces the reconnect backoff that Kafka has just set for the node. */
    static void replace(Object connectionStates, Link link, Reconnect reconnect) {
        long afterMs = reconnect.takeAfterMs();
        if (afterMs >= 0) {
            ClusterConnectionStatesMembers.reconnectBackoffMs(connectionStates, link.nodeId(), afterMs);
        }
    }
}
