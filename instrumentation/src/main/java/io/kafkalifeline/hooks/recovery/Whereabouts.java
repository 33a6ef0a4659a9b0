package io.kafkalifeline.hooks.recovery;

import io.kafkalifeline.hooks.kafka.NetworkClientMembers;
import io.kafkalifeline.hooks.link.Link;
import io.kafkalifeline.hooks.link.QueuedRequest;
import org.apache.kafka.clients.NetworkClient;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

/**
 * Where a client's metadata says that a node and its partitions are. A request that was made for another place than
 * where it would have to go now must not wait for its node: newer ones would overtake it elsewhere. Network thread only.
 */
final class Whereabouts {
    private Whereabouts() {}

    /** Returns the node as the client knows it now; null where it is not one of the client's nodes any more. */
    static Node now(NetworkClient networkClient, Link link) {
        Node known = link.node();
        if (known == null) {
            return null;
        }
        // A consumer has a connection of its own to its coordinator, with an id counted down from the largest number.
        int brokerId = known.id() > Integer.MAX_VALUE / 2 ? Integer.MAX_VALUE - known.id() : known.id();
        for (Node node : NetworkClientMembers.nodes(networkClient)) {
            if (node.id() == brokerId) {
                return brokerId == known.id() ? node : known;
            }
        }
        return null;
    }

    /** Whether the node of that request is gone, or has ceased to lead one of the partitions that it led before. */
    static boolean hasMoved(NetworkClient networkClient, Link link, QueuedRequest request) {
        if (now(networkClient, link) == null) {
            return true;
        }
        Object before = request.metadata();
        Cluster now = NetworkClientMembers.cluster(networkClient);
        return before != now && before != null && now != null && hasMoved(link, request, (Cluster) before, now);
    }

    private static boolean hasMoved(Link link, QueuedRequest request, Cluster before, Cluster now) {
        int nodeId = link.node().id();
        for (PartitionInfo led : before.partitionsForNode(nodeId)) {
            Node leader = now.leaderFor(new TopicPartition(led.topic(), led.partition()));
            if (leader == null || leader.id() != nodeId) {
                return true;
            }
        }
        request.metadata(now);
        return false;
    }
}
