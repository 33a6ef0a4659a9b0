package io.kafkalifeline.hooks;

import io.kafkalifeline.diagnosis.BrokerMemory;
import io.kafkalifeline.diagnosis.Reminder;
import io.kafkalifeline.init.Failure;
import io.kafkalifeline.init.InitRecorder;
import io.kafkalifeline.init.Preservation;
import io.kafkalifeline.init.Target;
import io.kafkalifeline.session.ClusterMemory;
import io.kafkalifeline.session.Turns;
import java.lang.ref.WeakReference;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.ManualMetadataUpdater;
import org.apache.kafka.clients.MetadataUpdater;
import org.apache.kafka.clients.NetworkClient;
import org.apache.kafka.clients.admin.internals.AdminMetadataManager.AdminMetadataUpdater;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.network.Selector;

/**
 * What we know about one {@code NetworkClient}. Found by that object or by one of its parts; reaches none of them.
 * Guarded as the NetworkClient itself: by one thread, or by the lock of the consumer around it.
 */
final class Client {
    private static final WeakIdentityMap<Client> BY_PART = new WeakIdentityMap<>();
    private static final PrivateField CLIENT_ID = PrivateField.of(NetworkClient.class, "clientId");
    private static final PrivateField SELECTOR = PrivateField.of(NetworkClient.class, "selector");
    private static final PrivateField UPDATER = PrivateField.of(NetworkClient.class, "metadataUpdater");
    private static final PrivateField METADATA = PrivateField.of(
            NetworkClient.class, "org.apache.kafka.clients.NetworkClient$DefaultMetadataUpdater", "metadata");
    private static final PrivateField STATES = PrivateField.of(NetworkClient.class, "connectionStates");
    private static final PrivateField IN_FLIGHT = PrivateField.of(NetworkClient.class, "inFlightRequests");

    final String clientId;
    final ClusterMemory cluster = new ClusterMemory();
    /** Of its connections at the source of the credentials. */
    final Turns turns = new Turns();
    /** The connections whose session ends; each is open or about to be closed. */
    final List<Connection> expiring = new ArrayList<>(4);

    /** Why brokers could not be reached; the one part of this that other threads may ask. */
    final BrokerMemory memory = new BrokerMemory(System::nanoTime, System::currentTimeMillis);

    final FirstAnswers firstAnswers = new FirstAnswers(memory);
    /**
     * Null for an admin client, whose callers are bound to see its timeouts. A consumer polls empty for ever, and so do
     * those of Streams and Connect; a producer may be told to wait for ever, as by Connect, and nobody has to look at its
     * futures.
     */
    final Reminder reminder;

    private final WeakReference<NetworkClient> networkClient;
    private final String securityProtocol;
    /** The initialisations under way. */
    final Attempts attempts = new Attempts(memory);

    /** What follows a connection that is lost for its session's sake. */
    final Reconnects reconnects = new Reconnects(cluster);

    private final Map<String, Connection> connections = new HashMap<>();
    /** The application's thread that has asked for brokers last; null where it had nothing in mind. */
    private volatile AskedBy askedBy;
    /** Its producer numbers the records, and the broker takes them in that order only. */
    boolean numbersRecords;
    /** It looks for a node to ask, which is no use of those that it looks at. */
    boolean choosing;
    /** How many of our own requests wait for their answers, for which nobody waits. */
    int questions;
    /** How many requests to a node were under way when a re-authentication began, and are so still. */
    private final Map<String, Integer> answersDue = new HashMap<>();

    private Client(NetworkClient networkClient, String clientId, String securityProtocol, boolean alwaysThrows) {
        this.networkClient = new WeakReference<>(networkClient);
        this.clientId = clientId;
        this.securityProtocol = securityProtocol;
        this.reminder = alwaysThrows ? null : new Reminder(memory, System::nanoTime);
    }

    /** Returns null for clients that are left alone: those that brokers use among themselves. */
    static Client of(NetworkClient networkClient) {
        Client client = BY_PART.get(networkClient);
        return client != null || UPDATER.get(networkClient) instanceof ManualMetadataUpdater
                ? client
                : register(networkClient);
    }

    /** Finds it by the selector, connection states or in-flight requests of the NetworkClient; null if unknown. */
    static Client ofPart(Object part) {
        return BY_PART.get(part);
    }

    /** Has this found by another part of the client. */
    void alsoFoundBy(Object part) {
        BY_PART.put(part, this);
    }

    /** One at a time: an admin client's first call and its thread may both be the first to come. */
    private static synchronized Client register(NetworkClient networkClient) {
        Client known = BY_PART.get(networkClient);
        if (known != null) {
            return known;
        }
        Object selector = SELECTOR.get(networkClient);
        Client client = new Client(
                networkClient,
                String.valueOf(CLIENT_ID.get(networkClient)),
                SecurityProtocols.of(selector),
                UPDATER.get(networkClient) instanceof AdminMetadataUpdater);
        client.askedBy = AskedBy.makerOfThisThread();
        client.asked();
        Object updater = UPDATER.get(networkClient);
        if (METADATA.isIn(updater)) {
            BY_PART.put(METADATA.get(updater), client);
        }
        BY_PART.put(selector, client);
        BY_PART.put(STATES.get(networkClient), client);
        BY_PART.put(IN_FLIGHT.get(networkClient), client);
        BY_PART.put(networkClient, client);
        if (selector instanceof Selector) {
            // Channels are there already where the agent was attached to a running JVM.
            ((Selector) selector).channels().forEach(channel -> client.adopt(Adoption.of(channel, client)));
            nodes(networkClient).forEach(client.reconnects::know);
        }
        return client;
    }

    /** The nodes that a NetworkClient chooses from. */
    static List<Node> nodes(NetworkClient networkClient) {
        return ((MetadataUpdater) UPDATER.get(networkClient)).fetchNodes();
    }

    void connecting(Node node, long nowMs) {
        Target target = new Target(clientId, node.idString(), node.host(), node.port(), securityProtocol);
        reconnects.connecting(node, nowMs);
        attempts.connecting(newRecorder(target, new Object(), attempts.number(target), null));
    }

    void ready(String nodeId) {
        Target target = attempts.ready(nodeId);
        if (target != null) {
            reconnects.ready(nodeId);
            firstAnswers.ready(target);
            opened(nodeId);
        }
    }

    void disconnected(String nodeId) {
        reconnects.disconnected(nodeId);
        if (!attempts.disconnected(nodeId)) {
            memory.disconnected(nodeId);
            firstAnswers.disconnected(nodeId);
        }
    }

    /** The client closes the connection for good: nobody waits for it any more. */
    void removed(String nodeId) {
        attempts.removed(nodeId);
        reconnects.removed(nodeId);
        memory.removed(nodeId);
        firstAnswers.excused(nodeId);
    }

    /** The client is closed. */
    void closed() {
        attempts.closed();
        reconnects.closed();
    }

    /** Null once Kafka has let go of it. */
    NetworkClient networkClient() {
        return networkClient.get();
    }

    /** Whether one of these nodes only re-authenticates, holds requests back or is being connected again (R17). */
    boolean anyBusy(List<Node> nodes) {
        for (Node node : nodes) {
            Connection connection = connections.get(node.idString());
            if (reconnects.includes(node.idString()) || (connection != null && expiring.contains(connection))) {
                return true;
            }
        }
        return false;
    }

    /** If the connection to this node ends now without another reason, this is the reason. */
    void presume(String nodeId, Failure failure) {
        if (attempts.presume(nodeId, failure)) {
            return;
        }
        Connection connection = connections.get(nodeId);
        if (failure == Failures.TIMED_OUT && connection != null && connection.reauthenticating) {
            connection.failed(failure);
        }
        if (failure != Failures.CONNECTION_CLOSED) {
            firstAnswers.excused(nodeId);
        }
    }

    /** A request to this node has met its time-out: the client closes the connection. */
    void overdue(String nodeId) {
        Connection connection = connections.get(nodeId);
        if (connection != null) {
            connection.overdue = true;
        }
        presume(nodeId, Failures.TIMED_OUT);
    }

    /** None of these nodes can be asked: those that wait for their session's sake are wanted. */
    void wantAny(List<Node> nodes) {
        for (Node node : nodes) {
            Connection connection = connections.get(node.idString());
            if (connection != null && expiring.contains(connection)) {
                connection.wanted = true;
            }
        }
    }

    /** The broker's sessions cannot carry a request; {@code why} says so in words, and is reported once (R6). */
    void sessionTooShort(Connection connection, String why) {
        if (connection.target == null) {
            return;
        }
        Failure failure = new Failure("session_too_short", why);
        boolean news = memory.sessionTooShort(connection.target, failure);
        firstAnswers.ready(connection.target);
        if (news && connection.recorder != null) {
            Connection.report(connection.recorder.failedSoFar(failure));
        }
    }

    InitRecorder newRecorder(
            Target target, Object identity, int attempt, io.kafkalifeline.init.Reauthentication reauthentication) {
        // Nothing that takes time may come between the two clocks: classes are loaded for the first of all.
        Object startContext = reauthentication == null ? startContext() : null;
        Instant now = Instant.now();
        long nowNanos = System.nanoTime();
        long epochNanos = TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
        return new InitRecorder(
                target, identity, startContext, attempt, reauthentication, epochNanos, nowNanos, System::nanoTime);
    }

    /** A thread of the application's wants to be connected; any thread. */
    void asked() {
        AskedBy asking = AskedBy.thisThread();
        if (asking != null) {
            askedBy = asking;
        }
    }

    private Object startContext() {
        Object own = Lifeline.sink().startContext();
        AskedBy last = askedBy;
        return own == null && last != null ? last.recently() : own;
    }

    void adopt(Connection connection) {
        connections.put(connection.nodeId, connection);
        sessionChanged(connection);
    }

    /** Keeps {@link #expiring} right after a session was granted. */
    void sessionChanged(Connection connection) {
        expiring.remove(connection);
        if (connection.session != null && connection.session.expires()) {
            expiring.add(connection);
        }
    }

    /** Returns null where there is none. */
    Connection connection(String nodeId) {
        return connections.get(nodeId);
    }

    private void opened(String nodeId) {
        Connection connection = connections.get(nodeId);
        if (connection != null && connection.target != null) {
            connection.open = true;
            Lifeline.sink().opened(connection.target);
        }
    }

    /** A re-authentication begins while that many requests wait for their answers. */
    void answersDue(String nodeId, int requests) {
        if (requests > 0) {
            answersDue.put(nodeId, requests);
        } else {
            answersDue.remove(nodeId);
        }
    }

    /** The answer to the oldest request to this node is being delivered. */
    void answered(String nodeId) {
        if (!answersDue.isEmpty() && answersDue.containsKey(nodeId)) {
            answersDue(nodeId, answersDue.get(nodeId) - 1);
            Lifeline.sink().preserved(Preservation.DELIVERED);
        }
    }

    /** Nothing that was in flight to this node will be answered any more. */
    void cancelled(String nodeId) {
        answersDue.remove(nodeId);
    }

    void closed(Connection connection) {
        if (connection.open) {
            connection.open = false;
            Lifeline.sink().closed(connection.target);
        }
        // Whoever is found by a weak key may stay a while.
        connection.recorder = null;
        expiring.remove(connection);
        connections.remove(connection.nodeId, connection);
    }

    String securityProtocol() {
        return securityProtocol;
    }
}
