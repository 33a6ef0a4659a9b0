package io.kafkalifeline.hooks;

import io.kafkalifeline.session.AttemptPace;
import io.kafkalifeline.session.ClusterMemory;
import io.kafkalifeline.session.Patience;
import io.kafkalifeline.session.Recourse;
import io.kafkalifeline.session.Recourse.Failed;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.NetworkClient;
import org.apache.kafka.common.Node;

/**
 * From one connection of a client to the next: which nodes are connected again for the session's sake, when, and with
 * which request (R10, R11, R13). Guarded as its {@link Client}.
 */
final class Reconnects {
    private final ClusterMemory cluster;
    private final AttemptPace pace = new AttemptPace();
    private final Map<String, Patience> patience = new ByBroker<>();
    private final Map<String, Node> nodes = new ByBroker<>();
    /** What becomes of a client whose credentials every broker refuses. */
    private final Rebootstrap rebootstrap = new Rebootstrap();
    /** Nodes that are about to be connected again for the session's sake. */
    private final Set<String> reconnecting = new HashSet<>();
    /** After how many ms the next connection to a node may be tried, where it is not for Kafka to say. */
    private final Map<String, Long> afterMs = new HashMap<>();
    /** Nodes whose connection ends with a request in the channel that was never written. */
    final Set<String> keepUnwritten = new HashSet<>();
    /** Those requests, until the next connection is ready. */
    final Map<String, Object> replays = new HashMap<>();
    /** Nodes that are worth waiting for. */
    final Awaited awaited = new Awaited();

    Reconnects(ClusterMemory cluster) {
        this.cluster = cluster;
    }

    /** The client knows this node. */
    void know(Node node) {
        nodes.put(node.idString(), node);
    }

    void connecting(Node node, long nowMs) {
        know(node);
        pace.began(ByBroker.key(node.host(), node.port()), nowMs);
    }

    /** The broker behind a node id that this client has connected to, or null. */
    Node node(String nodeId) {
        return nodes.get(nodeId);
    }

    void ready(String nodeId) {
        reconnecting.remove(nodeId);
        rebootstrap.forget(nodeId);
    }

    void disconnected(String nodeId) {
        if (!afterMs.containsKey(nodeId)) {
            reconnecting.remove(nodeId);
        }
    }

    /** Nobody waits for this node any more. */
    void removed(String nodeId) {
        afterMs.remove(nodeId);
        reconnecting.remove(nodeId);
        keepUnwritten.remove(nodeId);
        replays.remove(nodeId);
        rebootstrap.forget(nodeId);
    }

    /** The client is closed: nobody hears any more of what was kept. */
    void closed() {
        replays.clear();
    }

    /** Whether that node is about to be connected again for the session's sake. */
    boolean includes(String nodeId) {
        return reconnecting.contains(nodeId);
    }

    /** After how many ms the next connection to this node is to be tried, once; null where Kafka decides. */
    Long takeAfterMs(String nodeId) {
        return afterMs.remove(nodeId);
    }

    /** For how many ms the broker behind this node must not be tried, because it goes on refusing (R11). */
    long paceMs(String nodeId, long nowMs) {
        Node node = pace.isIdle() ? null : nodes.get(nodeId);
        return node == null ? 0 : pace.waitMs(ByBroker.key(node.host(), node.port()), nowMs);
    }

    /** The broker let the client in. */
    void accepted(Connection connection) {
        patience(connection).accepted();
        if (connection.target != null) {
            pace.accepted(ByBroker.key(connection.target));
        }
    }

    /** An authentication has failed: decides what follows, and sees to it. */
    Recourse recourse(Connection connection, Failed failed, String refusal) {
        Patience patience = patience(connection);
        Recourse recourse = Recourse.after(failed, cluster, patience, connection.nowNanos(), refusal);
        if (connection.target != null && patience.isTried()) {
            pace.slowDown(ByBroker.key(connection.target), connection.time.milliseconds());
        }
        String nodeId = connection.nodeId;
        switch (recourse.kind()) {
            case AT_ONCE:
                again(nodeId, recourse.afterNanos(), connection.queued);
                break;
            case LATER:
                again(nodeId, recourse.afterNanos(), replays.containsKey(nodeId));
                break;
            case SURFACES:
                refusedForGood(connection.client.networkClient(), nodeId, recourse.afterNanos());
                break;
            case KAFKAS:
                break;
        }
        return recourse;
    }

    /** A fresh connection is to take over, with the request that was not written. */
    private void again(String nodeId, long delayNanos, boolean unwritten) {
        afterMs.put(nodeId, TimeUnit.NANOSECONDS.toMillis(delayNanos));
        reconnecting.add(nodeId);
        if (unwritten) {
            keepUnwritten.add(nodeId);
        }
    }

    private void refusedForGood(NetworkClient networkClient, String nodeId, long nextAfterNanos) {
        reconnecting.remove(nodeId);
        afterMs.put(nodeId, TimeUnit.NANOSECONDS.toMillis(nextAfterNanos));
        rebootstrap.refused(networkClient, nodeId);
    }

    /** The patience with the broker behind this connection. */
    private Patience patience(Connection connection) {
        return patience.computeIfAbsent(
                connection.target == null ? connection.nodeId : ByBroker.key(connection.target),
                broker -> new Patience(
                        Lifeline.patience(),
                        cluster,
                        () -> ThreadLocalRandom.current().nextDouble()));
    }
}
