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
 * One {@code NetworkClient} and its nodes. It is found by that object or by one of its parts, and holds these weakly.
 * Guarded as the NetworkClient itself: by one thread, or by the lock of the consumer around it.
 */
public final class Client extends Keeper {
    private static final WeakIdentityMap<Client> BY_PART = new WeakIdentityMap<>();
    private static final Slot<Link, Client> OF_LINK = new Slot<>();
    /** Node ids may change without end: beyond this number, nodes with which nothing is going on are forgotten. */
    private static final int MOST_LINKS = 1_000;

    private final String clientId;
    private final WeakReference<NetworkClient> networkClient;
    private final Map<String, Link> links = new HashMap<>();
    private final Map<String, Broker> brokers = new BoundedByBroker<>();
    /** Why brokers could not be reached; any thread may ask. */
    private final BrokerMemory memory = new BrokerMemory(System::nanoTime, System::currentTimeMillis);

    private boolean polled;
    /** How many nodes have still to give their first answer; while it is 0, no answer needs a look at its node. */
    private int firstAnswersAwaited;
    /** What the application's thread was doing that asked for brokers last; null where nobody has. Any thread. */
    private volatile Object caller;

    private Client(NetworkClient networkClient) {
        this.networkClient = new WeakReference<>(networkClient);
        this.clientId = NetworkClientMembers.clientId(networkClient);
    }

    /** Returns null for clients that are left alone: those that brokers use among themselves. Any thread. */
    public static Client of(NetworkClient networkClient) {
        Client client = BY_PART.get(networkClient);
        return client != null || NetworkClientMembers.isBetweenBrokers(networkClient)
                ? client
                : register(networkClient);
    }

    /** As {@link #of(NetworkClient)}; null, too, for null and for a stand-in of a test. Any thread. */
    public static Client ofAny(Object networkClient) {
        return networkClient instanceof NetworkClient ? of((NetworkClient) networkClient) : null;
    }

    /** The client that this node belongs to. */
    public static Client of(Link link) {
        return OF_LINK.get(link);
    }

    /** The client that this connection belongs to. */
    public static Client of(Connection connection) {
        return OF_LINK.get(Link.of(connection));
    }

    /**
     * Finds it by the NetworkClient, its selector, its connection states or its in-flight requests; null if unknown.
     */
    public static Client ofPart(Object part) {
        return BY_PART.get(part);
    }

    /** From now on {@link #ofPart} finds this client by that part, too. */
    public void alsoFoundBy(Object part) {
        BY_PART.put(part, this);
    }

    /** Synchronized, because an admin client's caller and its thread may both be the first to come. */
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

    /** The client polls. Where the agent was attached to a running JVM, channels may be there at the first poll. */
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

    /** Kafka's object; null once it was collected. */
    public NetworkClient networkClient() {
        return networkClient.get();
    }

    /** Why brokers could not be reached. Any thread. */
    public BrokerMemory memory() {
        return memory;
    }

    /** The node of that id; made where it is not known yet. */
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

    /** Returns the link of a node that the client connects to, or knows from its metadata. */
    public Link know(Node node) {
        Link link = link(node.idString());
        link.know(node, broker(node.host(), node.port()));
        return link;
    }

    /** The node of that id; null where it is not known. */
    public Link knownLink(String nodeId) {
        return links.get(nodeId);
    }

    /** A copy of all nodes that are known. */
    public List<Link> links() {
        return new ArrayList<>(links.values());
    }

    /** The connection to that node; null where there is none. */
    public Connection connection(String nodeId) {
        Link link = links.get(nodeId);
        return link == null ? null : link.connection();
    }

    /** The broker of that host and port; made where it is not known yet. */
    public Broker broker(Target target) {
        return broker(target.host(), target.port());
    }

    private Broker broker(String host, int port) {
        return brokers.computeIfAbsent(Target.broker(host, port), key -> new Broker());
    }

    /** The broker of that node is ready: its next answer is the first one. */
    public void awaitFirstAnswer(Link link, Target target) {
        if (link.firstAnswer() == null) {
            firstAnswersAwaited++;
        }
        link.awaitFirstAnswer(new FirstAnswer(target));
    }

    /** Returns the first answer that was awaited of that node, and forgets it; null where none was. */
    public FirstAnswer takeFirstAnswer(Link link) {
        FirstAnswer taken = link.firstAnswer();
        if (taken != null) {
            firstAnswersAwaited--;
            link.awaitFirstAnswer(null);
        }
        return taken;
    }

    /** Whether some node has still to give its first answer. */
    public boolean awaitsFirstAnswers() {
        return firstAnswersAwaited > 0;
    }

    /** If the connection to that node ends without another reason, this is the reason. */
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

    /**
     * What the application's thread was doing that asked for brokers last, a {@code CallerContext}; null where nobody
     * has. Any thread.
     */
    public Object caller() {
        return caller;
    }

    /** An application's thread asks for brokers. Any thread. */
    public void caller(Object asking) {
        caller = asking;
    }
}
