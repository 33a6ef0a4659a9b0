package io.kafkalifeline.hooks;

import java.util.Map;
import org.apache.kafka.clients.NetworkClient;

/** When the next connection to a node may be tried, where the session's rules say so and not Kafka (R10, R11). */
final class Reconnection {
    private static final String STATES = "org.apache.kafka.clients.ClusterConnectionStates";
    private static final PrivateField NODE_STATE = PrivateField.of(NetworkClient.class, STATES, "nodeState");
    private static final PrivateField BACKOFF =
            PrivateField.of(NetworkClient.class, STATES + "$NodeConnectionState", "reconnectBackoffMs");

    private Reconnection() {}

    /** Replaces the reconnect backoff that Kafka has just set for the node. */
    static void schedule(Object connectionStates, Client client, String nodeId) {
        Long afterMs = client.reconnects.takeAfterMs(nodeId);
        if (afterMs != null && Lifeline.correcting()) {
            BACKOFF.set(((Map<?, ?>) NODE_STATE.get(connectionStates)).get(nodeId), afterMs);
        }
    }
}
