package io.kafkalifeline.smoke.msk;

import io.kafkalifeline.smoke.Workspace;
import io.kafkalifeline.smoke.broker.Certificates;
import io.kafkalifeline.smoke.broker.Listener;
import io.kafkalifeline.smoke.net.Network;
import io.kafkalifeline.smoke.net.Relay;
import io.kafkalifeline.smoke.process.HeldPorts;
import io.kafkalifeline.smoke.process.ReservedPorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.Uuid;

/**
 * Three real brokers as processes of their own, whose sessions follow a script. Every broker has the same listeners:
 * one for each mechanism, AWS_MSK_IAM over TLS and behind another network too, and one without SASL for the fixture.
 */
public final class KafkaCluster implements AutoCloseable {
    /** Without SASL: for feeding and reading back. */
    public static final String INTERNAL = "INTERNAL";

    public static final String IAM = "IAM";
    public static final String IAM_TLS = "IAMTLS";
    /** As IAM, behind a {@link Relay} for each broker. */
    public static final String IAM_FAR = "IAMFAR";
    /** Both. */
    public static final String IAM_TLS_FAR = "IAMTLSFAR";

    public static final String PLAIN = "PLAIN";
    public static final String OAUTH = "OAUTH";

    private static final int BROKERS = 3;
    /** Between our release of a port and the broker's use any process may have got it. */
    private static final String PORT_TAKEN = "Address already in use";

    private static final int ATTEMPTS = 3;
    private static final List<Listener> LISTENERS = List.of(
            Listener.plaintext(INTERNAL),
            Listener.saslPlaintext(IAM, AwsMskIamServer.MECHANISM),
            Listener.saslSsl(IAM_TLS, AwsMskIamServer.MECHANISM),
            Listener.saslPlaintext(IAM_FAR, AwsMskIamServer.MECHANISM),
            Listener.saslSsl(IAM_TLS_FAR, AwsMskIamServer.MECHANISM),
            Listener.saslPlaintext(PLAIN, "PLAIN"),
            Listener.saslPlaintext(OAUTH, "OAUTHBEARER"));

    private static final Set<String> FAR = Set.of(IAM_FAR, IAM_TLS_FAR);

    private final Map<Integer, MskNode> nodes = new LinkedHashMap<>();
    private final Map<Integer, Map<String, String>> advertised = new LinkedHashMap<>();
    private final List<Relay> relays = new ArrayList<>();
    private final Certificates certificates = Certificates.in(Workspace.directory("certificates"));

    private final Path home;
    private final int controllers;
    private ReservedPorts reserved = ReservedPorts.NONE;

    private KafkaCluster(Path home, int controllers) {
        this.home = home;
        this.controllers = controllers;
    }

    /** Starts it and returns when all brokers serve. Data and logs go to {@code home}, the data until it is closed. */
    public static KafkaCluster start(Path home) {
        return start(home, 1);
    }

    /** As {@link #start}, but what it has acknowledged outlives any one broker, and so does its controller. */
    public static KafkaCluster startReplicated(Path home) {
        return start(home, BROKERS);
    }

    private static KafkaCluster start(Path home, int controllers) {
        for (int attempt = 1; ; attempt++) {
            KafkaCluster cluster = new KafkaCluster(home, controllers);
            try {
                cluster.prepare();
                cluster.nodes.values().forEach(MskNode::launch);
                cluster.nodes.values().forEach(MskNode::awaitStarted);
                return cluster;
            } catch (IOException e) {
                cluster.close();
                throw new UncheckedIOException(e);
            } catch (RuntimeException e) {
                cluster.close();
                if (attempt == ATTEMPTS || !String.valueOf(e.getMessage()).contains(PORT_TAKEN)) {
                    throw e;
                }
            }
        }
    }

    private void prepare() throws IOException {
        MskNames.writeHostsFile(hostsFile(), BROKERS);
        String clusterId = Uuid.randomUuid().toString();
        // Held until the relays have theirs.
        try (HeldPorts held = HeldPorts.of(BROKERS * LISTENERS.size() + controllers)) {
            prepare(clusterId, held);
            reserved = held.reserve();
        }
    }

    private void prepare(String clusterId, HeldPorts held) throws IOException {
        int perBroker = LISTENERS.size();
        List<Integer> controllerPorts = IntStream.range(0, controllers)
                .mapToObj(i -> held.port(BROKERS * perBroker + i))
                .toList();
        for (int id = 1; id <= BROKERS; id++) {
            Map<String, Integer> ports = new LinkedHashMap<>();
            for (int i = 0; i < perBroker; i++) {
                ports.put(LISTENERS.get(i).name(), held.port((id - 1) * perBroker + i));
            }
            Map<String, String> where = new LinkedHashMap<>();
            for (Listener listener : LISTENERS) {
                int port = ports.get(listener.name());
                where.put(
                        listener.name(),
                        MskNames.host(id, listener) + ":" + (FAR.contains(listener.name()) ? relayed(port) : port));
            }
            advertised.put(id, where);
            Path own = Files.createDirectories(home.resolve("broker-" + id));
            try (Writer out = Files.newBufferedWriter(own.resolve("server.properties"))) {
                List<String> endpoints = where.entrySet().stream()
                        .map(one -> one.getKey() + "://" + one.getValue())
                        .toList();
                ClusterSettings.of(id, own, LISTENERS, controllerPorts, ports, endpoints, certificates)
                        .store(out, null);
            }
            nodes.put(id, new MskNode(id, own, clusterId));
        }
    }

    private int relayed(int port) {
        Relay relay = Relay.to(port);
        relays.add(relay);
        return relay.port();
    }

    /** For a client's {@code -Djdk.net.hosts.file}: the brokers' names. */
    public Path hostsFile() {
        return home.resolve("hosts");
    }

    /** Lets all brokers follow that {@link Script} from now on. */
    public void follow(String script) {
        nodes.values().forEach(node -> node.follow(script));
    }

    /** How the network behind {@link #IAM_FAR} and {@link #IAM_TLS_FAR} is from now on. */
    public void network(Network network) {
        relays.forEach(relay -> relay.become(network));
    }

    /** {@code kill -9} of one broker, and a new start with the same data on the same ports. */
    public void restart(int broker) {
        MskNode node = nodes.get(broker);
        node.kill();
        node.launch();
        node.awaitStarted();
    }

    /** One broker; the first is 1. */
    public MskNode node(int broker) {
        return nodes.get(broker);
    }

    /** The brokers' {@link Tally} of that name, of all brokers. */
    public long tally(String what) {
        return sum("tally " + what);
    }

    /** How many connections the brokers have closed because their session had expired, on all listeners. */
    public long expiredConnectionsKilled() {
        return sum("bean expired-connections-killed-count"
                + " kafka.server:type=socket-server-metrics,listener=*,networkProcessor=*");
    }

    /** How many SaslHandshake requests the brokers have answered with ILLEGAL_SASL_STATE. */
    public long illegalSaslStates() {
        return sum("bean Count kafka.network:type=RequestMetrics,name=ErrorsPerSec,request=SaslHandshake,"
                + "error=ILLEGAL_SASL_STATE,*");
    }

    /** How many requests the brokers have handled. */
    public long requests() {
        return sum("bean Count kafka.network:type=RequestMetrics,name=RequestsPerSec,*");
    }

    /** The longest that a broker was kept from running since the last time this was asked, in ms. */
    public long hiccupMs() {
        return nodes.values().stream()
                .mapToLong(node -> node.ask("hiccup -"))
                .max()
                .orElse(0);
    }

    private long sum(String question) {
        return nodes.values().stream().mapToLong(node -> node.count(question)).sum();
    }

    /**
     * What a client of that listener needs to be let in.
     *
     * @param iamOptions options of {@code IAMLoginModule}; may be empty
     */
    public Properties clientProperties(String listenerName, String iamOptions) {
        Listener listener = LISTENERS.stream()
                .filter(one -> one.name().equals(listenerName))
                .findFirst()
                .orElseThrow();
        Properties client = new Properties();
        client.setProperty(
                "bootstrap.servers",
                advertised.values().stream()
                        .map(where -> where.get(listenerName))
                        .collect(Collectors.joining(",")));
        client.setProperty("security.protocol", listener.protocol());
        if (listener.mechanism() != null) {
            ClientLogins.client(client, listener.mechanism(), iamOptions);
        }
        if (listener.protocol().equals("SASL_SSL")) {
            client.setProperty("ssl.truststore.location", certificates.trusted().toString());
            client.setProperty("ssl.truststore.password", Certificates.PASSWORD);
        }
        return client;
    }

    /** What a client without SASL needs. */
    public Map<String, Object> internal() {
        return Map.of("bootstrap.servers", clientProperties(INTERNAL, "").getProperty("bootstrap.servers"));
    }

    @Override
    public void close() {
        nodes.values().forEach(MskNode::end);
        relays.forEach(Relay::close);
        reserved.close();
        nodes.keySet().forEach(id -> Workspace.delete(home.resolve("broker-" + id)));
    }
}
