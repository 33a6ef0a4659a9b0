package io.kafkalifeline.hooks;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.NetworkClient;
import org.apache.kafka.common.Node;

/**
 * Nodes whose connection was lost for the session's sake and whose requests, not sent yet, wait for the next one (R10,
 * R11). Whoever asks whether such a connection has failed is told that it has not: otherwise a consumer would fail a
 * commit and look for another coordinator, and a transactional producer likewise. In return the node is connected again
 * as soon as it may be, for those who only ask and do not connect. Guarded as its {@link Client}.
 */
final class Awaited {
    private final Map<String, Node> nodes = new HashMap<>();

    /** Whether somebody is to wait for that node. */
    boolean waitFor(Client client, Node node) {
        boolean waits = client.reconnects.includes(node.idString());
        if (waits) {
            nodes.put(node.idString(), node);
        }
        return waits;
    }

    boolean isEmpty() {
        return nodes.isEmpty();
    }

    /** Connects what may be connected; returns after how many ms to look again at the latest. */
    long beforePoll(NetworkClient networkClient, Client client, long nowMs) {
        nodes.keySet().removeIf(nodeId -> !client.reconnects.includes(nodeId));
        long waitMs = Long.MAX_VALUE;
        for (Node node : List.copyOf(nodes.values())) {
            networkClient.ready(node, nowMs);
            waitMs = Math.min(waitMs, Math.max(1, networkClient.connectionDelay(node, nowMs)));
        }
        return waitMs;
    }
}
