package io.kafkalifeline.hooks.renewal;

import io.kafkalifeline.hooks.kafka.InFlightRequestMembers;
import io.kafkalifeline.hooks.kafka.NetworkClientMembers;
import io.kafkalifeline.hooks.link.Client;
import io.kafkalifeline.hooks.link.Connection;
import io.kafkalifeline.hooks.link.FirstFailure;
import io.kafkalifeline.hooks.link.QueuedRequest;
import io.kafkalifeline.hooks.link.Slot;
import io.kafkalifeline.hooks.recovery.Recovery;
import io.kafkalifeline.session.CredentialTurns;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.NetworkClient;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.requests.AbstractRequest;
import org.apache.kafka.common.security.authenticator.SaslClientAuthenticator;

/**
 * A client whose sessions are renewed: its connections whose sessions expire, and what these share. Network thread
 * only.
 */
public final class RenewedClient {
    private static final Slot<Client, RenewedClient> SLOT = new Slot<>();

    private final Client client;
    /**
     * In which order its connections ask the source of the credentials (R9: the token comes before the handshake, from
     * another thread).
     */
    private final CredentialTurns turns = new CredentialTurns();

    private final StandingBack standingBack = new StandingBack();
    /** The connections whose session ends; each is open or about to be closed. */
    private final List<SessionGate> expiring = new ArrayList<>(4);

    /** What has gone wrong with a connection in this poll. */
    private final FirstFailure failure = new FirstFailure();

    private boolean polled;
    /** The client is choosing a node to ask. To look at a node does not mean that its session is wanted. */
    private boolean choosing;
    /** How many probes wait for their answers. */
    private int probes;

    private RenewedClient(Client client) {
        this.client = client;
    }

    /** Returns that of a client; made where there is none yet. */
    public static RenewedClient of(Client client) {
        RenewedClient renewed = SLOT.get(client);
        if (renewed == null) {
            renewed = new RenewedClient(client);
            SLOT.set(client, renewed);
        }
        return renewed;
    }

    /** Whether this is the client's first poll; true once. */
    boolean isFirstPoll() {
        boolean first = !polled;
        polled = true;
        return first;
    }

    CredentialTurns turns() {
        return turns;
    }

    /** A connection of the client asks the source of its credentials ahead of time. */
    void uses(TokenPrefetch prefetch) {
        standingBack.know(prefetch);
        if (prefetch.answersFromMemory()) {
            turns.answerFromMemory();
        }
    }

    /** The connections that wait for the application's handler. */
    StandingBack standingBack() {
        return standingBack;
    }

    /**
     * Whether that authentication must not make its next step now, because that calls a handler in which a thread of
     * ours is (R9: the token comes before the handshake, from another thread).
     */
    public static boolean mustWait(SessionGate gate, SaslClientAuthenticator authenticator) {
        return of(Client.of(gate.connection())).standingBack.mustWait(gate, authenticator);
    }

    /** For how many ms no connection can be made, for the same reason; 0 where one can. */
    public static long connectMs(Client client) {
        return of(client).standingBack.connectMs();
    }

    FirstFailure failure() {
        return failure;
    }

    List<SessionGate> expiring() {
        return expiring;
    }

    /** Returns the connections whose session ends, and forgets them. */
    List<SessionGate> takeExpiring() {
        List<SessionGate> taken = List.copyOf(expiring);
        expiring.clear();
        return taken;
    }

    /** Whether some session ends; a client without such sessions costs nothing. */
    public boolean hasExpiring() {
        return !expiring.isEmpty();
    }

    /** Whether there is something to do before and after a poll. */
    public boolean hasWork() {
        return hasExpiring() || !standingBack.isEmpty();
    }

    /** The client has queued a request. */
    public static void queued(Client client, Object inFlightRequest) {
        AbstractRequest request = InFlightRequestMembers.request(inFlightRequest);
        if (request.apiKey() == ApiKeys.INIT_PRODUCER_ID) {
            Recovery.of(client).numbersRecords();
        }
        SessionGate gate = SessionGate.of(client, InFlightRequestMembers.destination(inFlightRequest));
        if (gate != null) {
            NetworkClient networkClient = client.networkClient();
            gate.queued(new QueuedRequest(
                    inFlightRequest,
                    request.apiKey().id,
                    WaitBound.nanos(request),
                    networkClient == null ? null : NetworkClientMembers.cluster(networkClient)));
        }
    }

    /** A session was granted: notes whether it expires. */
    void sessionChanged(SessionGate gate) {
        expiring.remove(gate);
        if (gate.renewal().expires()) {
            expiring.add(gate);
        }
        turns.connections(expiring.size());
    }

    void closed(SessionGate gate) {
        expiring.remove(gate);
        standingBack.closed(gate);
        turns.connections(expiring.size());
    }

    /** The client begins or ends to choose a node to ask. */
    public void choosing(boolean looks) {
        choosing = looks;
    }

    /** Whether the client is choosing a node to ask. */
    public boolean isChoosing() {
        return choosing;
    }

    /** How many probes wait for their answers. The application must not count them among its requests. */
    public int probes() {
        return probes;
    }

    void probed() {
        probes++;
    }

    void probeAnswered() {
        probes--;
    }

    /**
     * Whether one of these nodes only re-authenticates, holds requests back or is being connected again (R17: busy is
     * not gone).
     */
    public boolean anyBusy(List<Node> nodes) {
        if (standingBack.connectMs() > 0) {
            return true;
        }
        for (Node node : nodes) {
            if (Recovery.isReconnecting(client.knownLink(node.idString())) || expiringGate(node) != null) {
                return true;
            }
        }
        return false;
    }

    /** The client has found none of these nodes ready: the sessions of those that expire are wanted from now on. */
    public void wantAny(List<Node> nodes) {
        for (Node node : nodes) {
            SessionGate gate = expiringGate(node);
            if (gate != null) {
                gate.renewal().wanted();
            }
        }
    }

    private SessionGate expiringGate(Node node) {
        Connection connection = client.connection(node.idString());
        SessionGate gate = connection == null ? null : SessionGate.of(connection);
        return gate != null && expiring.contains(gate) ? gate : null;
    }
}
