package io.kafkalifeline.hooks.recording;

import io.kafkalifeline.hooks.kafka.Failures;
import io.kafkalifeline.hooks.kafka.NetworkClientMembers;
import io.kafkalifeline.hooks.link.Attempt;
import io.kafkalifeline.hooks.link.Client;
import io.kafkalifeline.hooks.link.Connection;
import io.kafkalifeline.hooks.link.FirstAnswer;
import io.kafkalifeline.hooks.link.HookServices;
import io.kafkalifeline.hooks.link.Link;
import io.kafkalifeline.hooks.link.Slot;
import io.kafkalifeline.init.Detail;
import io.kafkalifeline.init.Failure;
import io.kafkalifeline.init.InitRecorder;
import io.kafkalifeline.init.Initialisation;
import io.kafkalifeline.init.Outcome;
import io.kafkalifeline.init.PeerAddress;
import io.kafkalifeline.init.Phase;
import io.kafkalifeline.init.Target;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.apache.kafka.clients.NetworkClient;
import org.apache.kafka.common.Node;

/** The initialisations of a client that are under way, and what becomes of them. Guarded as the {@link Client}. */
public final class Initialisations {
    private static final ThreadLocal<Link> RESOLVING = new ThreadLocal<>();
    /** Set while a connection can carry ordinary requests and telemetry was told so. */
    private static final Slot<Connection, Boolean> OPEN = new Slot<>();
    /** The addresses that a node's name stood for when it was last resolved. */
    private static final Slot<Link, List<String>> ADDRESSES = new Slot<>();

    private Initialisations() {}

    /** An initialisation begins; until {@link #connectCallEnded} the broker's name may be resolved on this thread. */
    public static void connecting(NetworkClient networkClient, Client client, Node node) {
        Link link = client.know(node);
        String protocol = SecurityProtocols.of(NetworkClientMembers.selector(networkClient));
        Target target = new Target(client.clientId(), node.idString(), node.host(), node.port(), protocol);
        InitRecorder recorder = Recorders.ofConnection(
                target,
                CallerContext.ofConnecting(client),
                client.broker(target).nextAttempt());
        link.begun(new Attempt(recorder));
        client.memory().begun(recorder);
        RESOLVING.set(link);
    }

    /** The call that began the initialisation on this thread returns. */
    public static void connectCallEnded() {
        RESOLVING.remove();
    }

    /** The node whose name is being resolved on this thread, or null. */
    static Link resolving() {
        return RESOLVING.get();
    }

    /** The node's name stands for these addresses; Kafka tries one after the other. */
    static void resolved(Link link, List<String> addresses) {
        ADDRESSES.set(link, addresses);
    }

    /** Phase {@code tcp} begins. */
    public static void dialing(Link link, InetSocketAddress address) {
        InitRecorder recorder = recorder(link);
        if (recorder != null) {
            recorder.dialing(peer(link, address.getAddress()));
            recorder.detail(Detail.PEER_PORT, address.getPort());
        }
    }

    private static PeerAddress peer(Link link, InetAddress dialled) {
        if (dialled == null) {
            return null;
        }
        List<String> known = ADDRESSES.get(link);
        int index = known == null ? -1 : known.indexOf(dialled.getHostAddress());
        return new PeerAddress(dialled.getHostAddress(), index + 1, index < 0 ? 0 : known.size());
    }

    /** No channel could be made. Where an authenticator could not, it is the credentials and not the network. */
    public static void notDialed(Link link, Throwable thrown) {
        InitRecorder recorder = recorder(link);
        if (recorder != null && Failures.isOfCredentials(thrown)) {
            recorder.begin(Phase.SASL_AUTHENTICATE);
        }
        failed(link, Failures.of(thrown), false);
    }

    /** Phase {@code api_versions} begins. */
    public static void checkingApiVersions(Link link) {
        InitRecorder recorder = recorder(link);
        if (recorder != null) {
            recorder.begin(Phase.API_VERSIONS);
        }
    }

    static InitRecorder recorder(Link link) {
        Attempt attempt = link.attempt();
        return attempt == null ? null : attempt.recorder();
    }

    /** The phase under way has failed; {@code told} says whether the application hears of it at once. */
    public static void failed(Link link, Failure failure, boolean told) {
        if (link.attempt() != null) {
            link.attempt().failed(failure, told);
        }
    }

    /** The initialisation has succeeded. */
    public static void ready(Link link) {
        Attempt attempt = link.takeAttempt();
        if (attempt == null) {
            return;
        }
        Target target = attempt.recorder().target();
        Client client = Client.of(link);
        client.broker(target).ready();
        client.memory().ready(target);
        Initialisation done = attempt.recorder().finish(Outcome.READY);
        client.memory().succeeded(done);
        Connection.report(done);
        client.awaitFirstAnswer(link, target);
        Connection connection = link.connection();
        if (connection != null && connection.target() != null) {
            OPEN.set(connection, true);
            HookServices.counts().opened(connection.target());
        }
    }

    /** The connection is closed. */
    static void closed(Connection connection) {
        if (OPEN.get(connection) != null) {
            OPEN.set(connection, null);
            HookServices.counts().closed(connection.target());
        }
    }

    /** The client has noticed that the connection ended, or that it never came to be. */
    public static void disconnected(Link link) {
        Attempt attempt = link.takeAttempt();
        if (attempt != null) {
            attempt.ended();
            settle(link, attempt, attempt.isTold() ? Outcome.FAILED : Outcome.WILL_RETRY);
            return;
        }
        Client client = Client.of(link);
        client.memory().disconnected(link.nodeId());
        FirstAnswer missing = client.takeFirstAnswer(link);
        if (missing != null && missing.wasAsked()) {
            client.memory().closedAtFirstRequest(missing.target());
        }
    }

    /** The client closes the connection for good: nobody waits for this node any more. */
    public static void removed(Link link) {
        abandon(link);
        Client.of(link).memory().removed(link.nodeId());
        Client.of(link).takeFirstAnswer(link);
    }

    /** The client is closed, and so are its channels: Kafka says no more about what was under way. */
    public static void closed(Client client) {
        client.links().forEach(Initialisations::abandon);
    }

    /** Ends what is under way as failed: nobody is going to try again. */
    private static void abandon(Link link) {
        Attempt attempt = link.takeAttempt();
        if (attempt != null) {
            attempt.abandoned();
            settle(link, attempt, Outcome.FAILED);
        }
    }

    private static void settle(Link link, Attempt attempt, Outcome outcome) {
        Initialisation failed = attempt.recorder().finish(outcome);
        Client.of(link).broker(failed.target()).failed();
        Client.of(link).memory().failed(failed);
        Connection.report(failed);
    }
}
