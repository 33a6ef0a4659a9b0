package io.kafkalifeline.hooks.link;

import io.kafkalifeline.hooks.kafka.Failures;
import io.kafkalifeline.init.Failure;
import io.kafkalifeline.init.Target;
import org.apache.kafka.common.Node;

/**
 * One node of a client: its connection, its next connection, the request that waits between the two, and the
 * initialisation under way. There is one for each node id, for as long as the client knows it. Guarded as its
 * {@link Client}.
 */
public final class Link extends Keeper {
    private final Client client;
    private final String nodeId;

    /** Null before the client has connected to it. */
    private Node node;
    /** The one that carries requests, or is about to; null between two. */
    private Connection connection;
    /** The one that is to take over while {@link #connection} still carries requests; always null as yet. */
    private Connection next;
    /** The request that waits for the next connection to be ready (R13); null where none does. */
    private QueuedRequest kept;
    /** The initialisation under way; null where none is, or none is recorded. */
    private Attempt attempt;
    /** Null where the broker has answered already. */
    private FirstAnswer firstAnswer;

    Link(Client client, String nodeId) {
        this.client = client;
        this.nodeId = nodeId;
    }

    /** Whether nothing is going on with this node. */
    boolean isIdle() {
        return connection == null && next == null && attempt == null && kept == null && firstAnswer == null;
    }

    public Client client() {
        return client;
    }

    public String nodeId() {
        return nodeId;
    }

    /** Null before the client has connected to it. */
    public Node node() {
        return node;
    }

    /** The client connects to that node, or knows it. */
    public void node(Node known) {
        node = known;
    }

    /** The broker behind it; null before {@link #node} is known. */
    public Broker broker() {
        return node == null ? null : client.broker(node.host(), node.port());
    }

    public Connection connection() {
        return connection;
    }

    /** The one that is to take over; null where there is none. */
    public Connection next() {
        return next;
    }

    void connected(Connection made) {
        connection = made;
    }

    /** A connection of this node is closed. */
    void closed(Connection closed) {
        if (connection == closed) {
            connection = null;
        }
        if (next == closed) {
            next = null;
        }
    }

    public Attempt attempt() {
        return attempt;
    }

    public void begun(Attempt begun) {
        attempt = begun;
    }

    /** Returns the initialisation that was under way, or null; none is any more. */
    public Attempt takeAttempt() {
        Attempt taken = attempt;
        attempt = null;
        return taken;
    }

    public QueuedRequest kept() {
        return kept;
    }

    public void keep(QueuedRequest request) {
        kept = request;
    }

    /** Returns the request that was kept, or null; none is any more. */
    public QueuedRequest takeKept() {
        QueuedRequest taken = kept;
        kept = null;
        return taken;
    }

    /** Null where no answer is awaited that would be the first. */
    public FirstAnswer firstAnswer() {
        return firstAnswer;
    }

    /** The broker is ready: its next answer is the first one. */
    public void awaitFirstAnswer(Target target) {
        if (firstAnswer == null) {
            client.firstAnswersAwaited++;
        }
        firstAnswer = new FirstAnswer(target);
    }

    /** Returns what was awaited, or null; nothing is any more. */
    public FirstAnswer takeFirstAnswer() {
        FirstAnswer taken = firstAnswer;
        if (taken != null) {
            client.firstAnswersAwaited--;
            firstAnswer = null;
        }
        return taken;
    }

    /** If the connection ends now without another reason, this is the reason. */
    public void presume(Failure failure) {
        if (attempt != null) {
            attempt.presume(failure);
            return;
        }
        if (failure == Failures.TIMED_OUT && connection != null && connection.isRenewalRecorded()) {
            connection.failed(failure);
        }
        if (failure != Failures.CONNECTION_CLOSED) {
            takeFirstAnswer();
        }
    }

    /** A request has met its time-out: the client closes the connection. */
    public void overdue() {
        if (connection != null) {
            connection.overdue();
        }
        presume(Failures.TIMED_OUT);
    }
}
