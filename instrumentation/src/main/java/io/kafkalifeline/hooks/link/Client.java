package io.kafkalifeline.hooks.link;

import io.kafkalifeline.diagnosis.BrokerMemory;
import io.kafkalifeline.hooks.kafka.Failures;
import io.kafkalifeline.hooks.kafka.NetworkClientMembers;
import io.kafkalifeline.hooks.kafka.WeakIdentityMap;
import io.kafkalifeline.init.Failure;
import io.kafkalifeline.init.Target;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.NetworkClient;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.network.KafkaChannel;
import org.apache.kafka.common.network.Selector;

/**
 * One {@code NetworkClient} and its nodes. Found by that object or by one of its parts; reaches none of them but weakly.
 * Guarded as the NetworkClient itself: by one thread, or by the lock of the consumer around it.
 */
public final class Client extends Keeper {
    private static final WeakIdentityMap<Client> BY_PART = new WeakIdentityMap<>();
    private static final Slot<Link, Client> OF_LINK = new Slot<>();
    /** Ids may change without end; beyond this, those are forgotten with which nothing is going on. */
    private static final int MOST_LINKS = 1_000;

    private final String clientId;
    private final WeakReference<NetworkClient> networkClient;
    private final Map<String, Link> links = new HashMap<>();
    private final Map<String, Broker> brokers = new BoundedByBroker<>();
    /** Why brokers could not be reached; any thread may ask. */
    private final BrokerMemory memory = new BrokerMemory(System::nanoTime, System::currentTimeMillis);

    private boolean polled;
    /** How many nodes have not answered for the first time: a look at it spares the others' requests a search. */
    private int firstAnswersAwaited;
    /** What the application's thread had in mind that asked for brokers last; null where nothing. Any thread. */
    private volatile Object caller;

    private Client(NetworkClient networkClient) {
        this.networkClient = new WeakReference<>(networkClient);
        this.clientId = NetworkClientMembers.clientId(networkClient);
    }

    /** Returns null for clients that are left alone: those that brokers use among themselves. Any thread. */
    public static Client of(NetworkClient networkClient) {
        Client client = BY_PART.get(networkClient);
        return client != null || NetworkClientMembers.isBrokers(networkClient) ? client : register(networkClient);
    }

    /** The client that this node belongs to. */
    public static Client of(Link link) {
        return OF_LINK.get(link);
    }

    /** The client that this connection belongs to. */
    public static Client of(Connection connection) {
        return OF_LINK.get(Link.of(connection));
    }

    /** Finds it by the NetworkClient, its selector, its connection states or its in-flight requests; null if unknown. */
    public static Client ofPart(Object part) {
        return BY_PART.get(part);
    }

    /** Has this found by another part of the client. */
    public void alsoFoundBy(Object part) {
        BY_PART.put(part, this);
    }

    /** One at a time: an admin client's first call and its thread may both be the first to come. */
    private static synchronized Client register(NetworkClient networkClient) {
        Client known = BY_PART.get(networkClient);
        if (known != null) {
            return known;
        }
        Client client = new Client(networkClient);
        client.alsoFoundBy(NetworkClientMembers.selector(networkClient));
        client.alsoFoundBy(NetworkClientMembers.connectionStates(networkClient));
        client.alsoFoundBy(NetworkClientMembers.inFlightRequests(networkClient));
        client.alsoFoundBy(networkClient);
        return client;
    }

    /** The client polls; at its first poll channels may be there already: the agent was attached to a running JVM. */
    public void polled(NetworkClient polling) {
        if (polled) {
            return;
        }
        polled = true;
        Object selector = NetworkClientMembers.selector(polling);
        if (selector instanceof Selector) {
            for (KafkaChannel channel : ((Selector) selector).channels()) {
                link(channel.id()).attach(channel);
            }
        }
    }

    /** {@code client.id}. */
    public String clientId() {
        return clientId;
    }

    /** Null once Kafka has let go of it. */
    public NetworkClient networkClient() {
        return networkClient.get();
    }

    public BrokerMemory memory() {
        return memory;
    }

    /** The node of that id, which is made known where it is not yet. */
    public Link link(String nodeId) {
        Link link = links.get(nodeId);
        if (link == null) {
            if (links.size() >= MOST_LINKS) {
                links.values().removeIf(Link::isIdle);
            }
            link = new Link(nodeId);
            OF_LINK.set(link, this);
            links.put(nodeId, link);
        }
        return link;
    }

    /** The client connects to that node, or knows it from its metadata. */
    public Link know(Node node) {
        Link link = link(node.idString());
        link.know(node, broker(node.host(), node.port()));
        return link;
    }

    /** Null where the client has never connected to a node of that id. */
    public Link knownLink(String nodeId) {
        return links.get(nodeId);
    }

    /** All nodes that are known: a copy. */
    public List<Link> links() {
        return new ArrayList<>(links.values());
    }

    /** The connection to that node; null where there is none. */
    public Connection connection(String nodeId) {
        Link link = links.get(nodeId);
        return link == null ? null : link.connection();
    }

    public Broker broker(Target target) {
        return broker(target.host(), target.port());
    }

    private Broker broker(String host, int port) {
        return brokers.computeIfAbsent(Target.broker(host, port), Broker::new);
    }

    /** The broker of that node is ready: its next answer is the first one. */
    public void awaitFirstAnswer(Link link, Target target) {
        if (link.firstAnswer() == null) {
            firstAnswersAwaited++;
        }
        link.awaitFirstAnswer(new FirstAnswer(target));
    }

    /** Returns what was awaited of that node, or null; nothing is any more. */
    public FirstAnswer takeFirstAnswer(Link link) {
        FirstAnswer taken = link.firstAnswer();
        if (taken != null) {
            firstAnswersAwaited--;
            link.awaitFirstAnswer(null);
        }
        return taken;
    }

    /** Whether some node has not answered for the first time. */
    public boolean awaitsFirstAnswers() {
        return firstAnswersAwaited > 0;
    }

    /** If the connection to that node ends now without another reason, this is the reason. */
    public void presume(String nodeId, Failure failure) {
        Link link = link(nodeId);
        if (link.attempt() != null) {
            link.attempt().presume(failure);
            return;
        }
        Connection connection = link.connection();
        if (failure == Failures.TIMED_OUT && connection != null && connection.isRenewalRecorded()) {
            connection.failed(failure);
        }
        if (failure != Failures.CONNECTION_CLOSED) {
            takeFirstAnswer(link);
        }
    }

    /** A request to that node has met its time-out: the client closes the connection. */
    public void overdue(String nodeId) {
        Connection connection = connection(nodeId);
        if (connection != null) {
            connection.overdue();
        }
        presume(nodeId, Failures.TIMED_OUT);
    }

    /** What the application's thread had in mind that asked for brokers last; null where nothing. Any thread. */
    public Object caller() {
        return caller;
    }

    /** An application's thread asks for brokers. Any thread. */
    public void caller(Object asking) {
        caller = asking;
    }
}
