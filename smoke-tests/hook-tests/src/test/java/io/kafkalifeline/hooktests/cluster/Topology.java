package io.kafkalifeline.hooktests.cluster;

import java.util.List;
import java.util.Map;

/**
 * What a cluster of several nodes says of itself: each node is a {@link Cluster} of its own, and all
 * have the same records.
 *
 * @param nodes those that are announced
 * @param leaders the node that leads a topic; the first one where a topic is not named
 */
public record Topology(List<Node> nodes, Map<String, Integer> leaders) {
    /** One node, at its address, whose host has that name. */
    public record Node(int id, String host, Cluster cluster) {
        /** One node, at its address. */
        public Node(int id, Cluster cluster) {
            this(id, Cluster.HOST, cluster);
        }
    }

    /** The same nodes, with another leader of that topic. */
    public Topology led(String topic, int node) {
        Map<String, Integer> changed = new java.util.HashMap<>(leaders);
        changed.put(topic, node);
        return new Topology(nodes, Map.copyOf(changed));
    }

    /** Without that node. */
    public Topology without(int node) {
        return new Topology(nodes.stream().filter(each -> each.id() != node).toList(), leaders);
    }

    int leader(String topic) {
        return leaders.getOrDefault(topic, nodes.get(0).id());
    }
}
