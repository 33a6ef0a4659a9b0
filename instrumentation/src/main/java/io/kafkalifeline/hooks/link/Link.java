package io.kafkalifeline.hooks.link;

import org.apache.kafka.common.Node;
import org.apache.kafka.common.network.KafkaChannel;

/**
 * One node of a client: its connection, its next connection, the request that waits between the two, and the
 * initialisation under way. There is one for each node id, for as long as the client knows it. Guarded as its
 * client.
 */
public final class Link extends Keeper {
    private static final Slot<Connection, Link> OF_CONNECTION = new Slot<>();

    private final String nodeId;

    /** Kafka's node; null before the client has connected to it. */
    private Node node;

    private Broker broker;
    /** The connection that carries requests, or is about to; null between two connections. */
    private Connection connection;
    /** The connection that is to take over while {@link #connection} still carries requests; nothing sets it yet. */
    private Connection next;
    /**
     * The request that waits for the next connection to be ready (R13: what was never written is not lost); null where
     * none does.
     */
    private QueuedRequest kept;
    /** Whether a connection that was lost is about to be replaced, without a word to the application. */
    private boolean reconnecting;
    /** The initialisation under way; null where none is, or none is recorded. */
    private Attempt attempt;
    /** The first answer that is awaited; null where the broker has answered already. */
    private FirstAnswer firstAnswer;

    Link(String nodeId) {
        this.nodeId = nodeId;
    }

    /** The node that this connection goes to. */
    public static Link of(Connection connection) {
        return OF_CONNECTION.get(connection);
    }

    /** Whether nothing is going on with this node. */
    boolean isIdle() {
        return connection == null
                && next == null
                && attempt == null
                && kept == null
                && firstAnswer == null
                && !reconnecting;
    }

    public String nodeId() {
        return nodeId;
    }

    /** Kafka's node; null before the client has connected to it. */
    public Node node() {
        return node;
    }

    void know(Node known, Broker itsBroker) {
        node = known;
        broker = itsBroker;
    }

    /** The broker behind it; null before the client has connected to it. */
    public Broker broker() {
        return broker;
    }

    /** The connection that carries requests, or is about to; null between two connections. */
    public Connection connection() {
        return connection;
    }

    /** The connection that is to take over; null where there is none. */
    public Connection next() {
        return next;
    }

    /** Returns the connection of a channel to this node; made where it is not known yet. */
    public Connection attach(KafkaChannel channel) {
        Connection known = Connection.of(channel);
        if (known != null) {
            return known;
        }
        connection = Connection.attach(channel, attempt == null ? null : attempt.recorder());
        OF_CONNECTION.set(connection, this);
        return connection;
    }

    /** The channel of that connection is closed. */
    public void detach(KafkaChannel channel, Connection closed) {
        closed.detach(channel);
        if (connection == closed) {
            connection = null;
        }
        if (next == closed) {
            next = null;
        }
    }

    /**
     * Whether this node is about to be connected again for its session's sake (R10: a failed renewal is never the last
     * word; R11: refusals that pass are waited out).
     */
    public boolean isReconnecting() {
        return reconnecting;
    }

    /** Notes whether this node is about to be connected again for its session's sake. */
    public void reconnecting(boolean about) {
        reconnecting = about;
    }

    /** The initialisation under way; null where none is, or none is recorded. */
    public Attempt attempt() {
        return attempt;
    }

    /** An initialisation begins. */
    public void begun(Attempt begun) {
        attempt = begun;
    }

    /** Returns the initialisation under way, and forgets it; null where none is. */
    public Attempt takeAttempt() {
        Attempt taken = attempt;
        attempt = null;
        return taken;
    }

    /** The request that waits for the next connection; null where none does. */
    public QueuedRequest kept() {
        return kept;
    }

    /** That request waits for the next connection from now on. */
    public void keep(QueuedRequest request) {
        kept = request;
    }

    /** Returns the request that waits for the next connection, and forgets it; null where none does. */
    public QueuedRequest takeKept() {
        QueuedRequest taken = kept;
        kept = null;
        return taken;
    }

    /** The first answer that is awaited; null where the broker has answered already. */
    public FirstAnswer firstAnswer() {
        return firstAnswer;
    }

    void awaitFirstAnswer(FirstAnswer awaited) {
        firstAnswer = awaited;
    }
}
