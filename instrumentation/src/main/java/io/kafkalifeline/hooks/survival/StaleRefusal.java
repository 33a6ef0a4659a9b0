package io.kafkalifeline.hooks.survival;

import io.kafkalifeline.hooks.kafka.ClusterConnectionStatesMembers;
import io.kafkalifeline.hooks.kafka.NetworkClientMembers;
import org.apache.kafka.clients.NetworkClient;
import org.apache.kafka.common.Node;

/**
 * What Kafka remembers of a refusal after the connection that met it: until the node is ready again every failure, a
 * refused port included, would count as one more, and whoever waits for the node would be told the old one while the
 * next attempt is under way. Network thread.
 */
public final class StaleRefusal {
    private StaleRefusal() {}

    /** The client connects to that node: what it was told before does not count for this connection. */
    public static void forget(NetworkClient client, Node node) {
        ClusterConnectionStatesMembers.forgetRefusal(NetworkClientMembers.connectionStates(client), node.idString());
    }
}
