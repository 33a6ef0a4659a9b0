package io.kafkalifeline.hooks.renewal;

import io.kafkalifeline.hooks.link.Client;
import io.kafkalifeline.hooks.link.Link;
import io.kafkalifeline.session.ClusterMemory;
import io.kafkalifeline.session.Renewal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.ApiVersions;
import org.apache.kafka.clients.Metadata;
import org.apache.kafka.clients.MetadataRecoveryStrategy;
import org.apache.kafka.clients.NetworkClient;
import org.apache.kafka.common.internals.ClusterResourceListeners;
import org.apache.kafka.common.message.MetadataResponseData;
import org.apache.kafka.common.message.MetadataResponseData.MetadataResponseBroker;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.network.KafkaChannel;
import org.apache.kafka.common.network.PlaintextChannelBuilder;
import org.apache.kafka.common.network.Selector;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.requests.MetadataResponse;
import org.apache.kafka.common.utils.LogContext;
import org.apache.kafka.common.utils.Time;

/** Kafka's own network client and selector, not woven, with connections to a port on loopback: as before an attach. */
final class RunningClient implements AutoCloseable {
    /** Who has asked for all channels, which only the network thread may. */
    final Set<Thread> askedForChannels = ConcurrentHashMap.newKeySet();

    /** The nodes at which dialling throws what nobody expects. */
    final Set<String> cannotBeDialled = ConcurrentHashMap.newKeySet();

    final Selector selector;
    final NetworkClient networkClient;
    private final Metadata metadata;
    private final ServerSocket server;

    RunningClient() {
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        LogContext log = new LogContext();
        PlaintextChannelBuilder builder = new PlaintextChannelBuilder(null);
        builder.configure(Map.of());
        selector = new Selector(-1, new Metrics(), Time.SYSTEM, "running", builder, log) {
            @Override
            public List<KafkaChannel> channels() {
                askedForChannels.add(Thread.currentThread());
                return super.channels();
            }

            @Override
            public void connect(String id, InetSocketAddress address, int sendBuffer, int receiveBuffer)
                    throws IOException {
                if (cannotBeDialled.contains(id)) {
                    throw new IllegalStateException("cannot dial " + id);
                }
                super.connect(id, address, sendBuffer, receiveBuffer);
            }
        };
        metadata = new Metadata(100, 100, 100_000, log, new ClusterResourceListeners());
        metadata.bootstrap(List.of(address()));
        networkClient = new NetworkClient(
                selector,
                metadata,
                "running",
                5,
                50,
                50,
                -1,
                -1,
                30_000,
                10_000,
                10_000,
                Time.SYSTEM,
                false,
                new ApiVersions(),
                log,
                MetadataRecoveryStrategy.NONE);
    }

    /** It has learnt of brokers of those ids. */
    void knows(int... brokerIds) {
        MetadataResponseData data = new MetadataResponseData();
        for (int brokerId : brokerIds) {
            data.brokers()
                    .add(new MetadataResponseBroker()
                            .setNodeId(brokerId)
                            .setHost("127.0.0.1")
                            .setPort(server.getLocalPort()));
        }
        short version = ApiKeys.METADATA.latestVersion();
        metadata.updateWithCurrentRequestVersion(new MetadataResponse(data, version), false, 1);
    }

    /** Connects a node without a word to anybody. */
    KafkaChannel connect(String nodeId) {
        try {
            selector.connect(nodeId, address(), -1, -1);
            return selector.channel(nodeId);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A connection to that node whose session lasts 50 s. */
    SessionGate session(Client client, String nodeId, Time time) {
        KafkaChannel channel = connect(nodeId);
        Link link = client.link(nodeId);
        Renewal renewal = new Renewal(new ClusterMemory(), () -> 0.5, null);
        SessionGate gate = new SessionGate(link.attach(channel), renewal, time, null);
        long now = Time.SYSTEM.nanoseconds();
        renewal.authenticateWritten(now);
        renewal.granted(now, 50_000);
        renewal.wanted();
        RenewedClient.of(client).sessionChanged(gate);
        return gate;
    }

    private InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getLocalPort());
    }

    @Override
    public void close() {
        networkClient.close();
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
