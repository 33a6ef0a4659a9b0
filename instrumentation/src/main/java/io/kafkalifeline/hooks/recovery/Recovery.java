package io.kafkalifeline.hooks.recovery;

import io.kafkalifeline.hooks.kafka.NetworkClientMembers;
import io.kafkalifeline.hooks.link.Broker;
import io.kafkalifeline.hooks.link.Client;
import io.kafkalifeline.hooks.link.Connection;
import io.kafkalifeline.hooks.link.FirstFailure;
import io.kafkalifeline.hooks.link.HookServices;
import io.kafkalifeline.hooks.link.Link;
import io.kafkalifeline.hooks.link.QueuedRequest;
import io.kafkalifeline.hooks.link.Slot;
import io.kafkalifeline.session.AfterFailure;
import io.kafkalifeline.session.AfterFailure.Failed;
import io.kafkalifeline.session.ClusterMemory;
import io.kafkalifeline.session.Patience;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.NetworkClient;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.network.Selector;

/**
 * From one connection of a client to the next: which nodes are connected again for the session's sake, when, and with
 * which request (R10: a failed renewal is never the last word; R11: refusals that pass are waited out; R13: what was
 * never written is not lost). Guarded as its {@link Client}.
 */
public final class Recovery {
    private static final Slot<Client, Recovery> SLOT = new Slot<>();

    private final ClusterMemory cluster = new ClusterMemory();
    /** The nodes with a request that waits for the next connection. */
    private final Set<Link> keeping = new LinkedHashSet<>();
    /** What is kept no more, and of which Kafka has still to be told. */
    private final HandedBack handedBack = new HandedBack();
    /** The nodes that are worth waiting for. */
    private final NodesWaitedFor waitedFor = new NodesWaitedFor();

    /** What has gone wrong with a node in this poll. */
    private final FirstFailure failure = new FirstFailure();

    private boolean numbersRecords;

    private Recovery() {}

    /** Returns that of a client; made where there is none yet. */
    public static Recovery of(Client client) {
        Recovery recovery = SLOT.get(client);
        if (recovery == null) {
            recovery = new Recovery();
            SLOT.set(client, recovery);
        }
        return recovery;
    }

    /** What the client has learnt about its cluster. */
    public ClusterMemory cluster() {
        return cluster;
    }

    /** The client is, or may be, an idempotent producer: brokers take its records only in the order of their sequence numbers. */
    public void numbersRecords() {
        numbersRecords = true;
    }

    /** See {@link #numbersRecords}. */
    public boolean isNumberingRecords() {
        return numbersRecords;
    }

    Set<Link> keeping() {
        return keeping;
    }

    HandedBack handedBack() {
        return handedBack;
    }

    NodesWaitedFor waitedFor() {
        return waitedFor;
    }

    FirstFailure failure() {
        return failure;
    }

    /** How many requests wait for another connection, or for Kafka to be told that there will be none. */
    public int keptRequests() {
        return keeping.size() + handedBack.size();
    }

    /** The agent was attached to a running JVM: the client knows these nodes already. */
    public static void know(Client client, Iterable<Node> nodes) {
        nodes.forEach(client::know);
    }

    /**
     * The client has begun to connect to that node, or has found that it cannot: the name is unknown, or no channel can
     * be made. Nothing else says so, so what waits for the node learns it here.
     */
    public void connectCalled(Client client, Node node) {
        Link link = client.knownLink(node.idString());
        if (link != null && link.kept() != null && link.connection() == null) {
            handBack(client, link);
        }
    }

    /** The client does not want the connection to that node any more. */
    public void givenUp(Client client, String nodeId) {
        Link link = client.knownLink(nodeId);
        if (link != null && link.kept() != null) {
            handBack(client, link);
        }
    }

    /** What is kept for that node will not be sent to it: Kafka is told so in the poll under way, or the next one. */
    void handBack(Client client, Link link) {
        keeping.remove(link);
        handBack(client, link.takeKept());
    }

    void handBack(Client client, QueuedRequest kept) {
        handedBack.add(kept);
        NetworkClient networkClient = client.networkClient();
        if (networkClient != null) {
            // The poll under way may be about to wait.
            ((Selector) NetworkClientMembers.selector(networkClient)).wakeup();
        }
    }

    /** The client connects to that node. */
    public void connecting(Client client, Node node, long nowMs) {
        client.know(node).broker().pace().began(nowMs);
    }

    /** The connection ended, or never came to be; Kafka has just set its backoff. */
    public void disconnected(Object connectionStates, Link link) {
        Reconnect reconnect = Reconnect.of(link);
        reconnect.disconnected();
        KafkaBackoff.replace(connectionStates, link, reconnect);
    }

    /** The client does not want this node any more: what was kept for it is dropped. */
    public void removed(Link link) {
        Reconnect.of(link).removed();
        link.takeKept();
        keeping.remove(link);
    }

    /** The client is closed: nobody hears any more of what was kept. */
    public void closed(Client client) {
        keeping.forEach(Link::takeKept);
        keeping.clear();
        handedBack.clear();
        client.links().forEach(Reconnect::closed);
    }

    /** Whether that node is about to be connected again for the session's sake; {@code link} may be null. */
    public static boolean isReconnecting(Link link) {
        return link != null && link.isReconnecting();
    }

    /** Whether somebody is to wait for that node although its connection has failed. */
    public boolean waitsFor(Client client, Node node) {
        Link link = client.knownLink(node.idString());
        boolean waits = link != null && waitedFor.waitFor(link);
        if (waits) {
            client.know(node);
        }
        return waits;
    }

    /**
     * For how many ms the broker behind this node must not be tried, because it goes on refusing (R11: refusals that
     * pass are waited out).
     */
    public static long paceMs(Client client, String nodeId, long nowMs) {
        Link link = client.knownLink(nodeId);
        Broker broker = link == null ? null : link.broker();
        return broker == null ? 0 : broker.pace().waitMs(nowMs);
    }

    /** The broker let the client in. */
    public void accepted(Connection connection) {
        Broker broker = Link.of(connection).broker();
        patience(broker).accepted();
        if (broker != null) {
            broker.pace().accepted();
        }
    }

    /** How long a refusal of that broker may pass, where the operator has not said it. */
    public void usualPatience(Connection connection, Duration usual) {
        patience(Link.of(connection).broker()).usually(usual);
    }

    /**
     * An authentication has failed: decides what follows, and sees to it.
     *
     * @param unwritten the request of which nothing has been written on that connection; null where there is none
     * @param refusal the broker's words, or null
     */
    public AfterFailure failed(
            Connection connection, Failed failed, QueuedRequest unwritten, String refusal, long nowMs) {
        Link link = Link.of(connection);
        Broker broker = link.broker();
        Patience patience = patience(broker);
        AfterFailure next = AfterFailure.of(failed, patience, connection.nowNanos(), refusal);
        if (broker != null && patience.mustSlowDown()) {
            broker.pace().slowDown(nowMs);
        }
        long afterMs = TimeUnit.NANOSECONDS.toMillis(next.afterNanos());
        switch (next.kind()) {
            case AT_ONCE:
                Reconnect.of(link).again(afterMs, unwritten);
                break;
            case LATER:
                Reconnect.of(link).again(afterMs, Reconnect.worthKeeping(link.kept()));
                break;
            case SURFACES:
                Reconnect.of(link).surfaced(afterMs);
                Rebootstrap.refused(Client.of(connection), link);
                break;
            case KAFKAS:
                break;
        }
        return next;
    }

    /** Returns the patience with that broker; a new one for null, the broker of a connection older than the agent. */
    private Patience patience(Broker broker) {
        if (broker == null) {
            return newPatience();
        }
        if (broker.patience() == null) {
            broker.patience(newPatience());
        }
        return broker.patience();
    }

    private Patience newPatience() {
        return new Patience(
                HookServices.patience(),
                cluster,
                () -> ThreadLocalRandom.current().nextDouble());
    }
}
