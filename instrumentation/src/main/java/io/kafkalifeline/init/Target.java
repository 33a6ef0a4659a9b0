package io.kafkalifeline.init;

import io.kafkalifeline.log.KnownHosts;
import io.kafkalifeline.log.OneLine;
import java.util.Objects;

/** The broker that an initialisation is for, as the client knows it. */
public final class Target {
    private final String clientId;
    private final String nodeId;
    private final String host;
    private final int port;
    private final String securityProtocol;

    /**
     * @param clientId the client's {@code client.id}
     * @param nodeId Kafka's node id as text; negative for bootstrap servers, large for coordinators
     * @param securityProtocol {@code PLAINTEXT}, {@code SSL}, {@code SASL_PLAINTEXT}, {@code SASL_SSL}, or null while
     *     unknown
     */
    public Target(String clientId, String nodeId, String host, int port, String securityProtocol) {
        this.clientId = OneLine.of(clientId);
        this.nodeId = Objects.requireNonNull(nodeId);
        this.host = OneLine.of(host);
        this.port = port;
        this.securityProtocol = securityProtocol;
        KnownHosts.note(host);
    }

    /** The client's {@code client.id}. */
    public String clientId() {
        return clientId;
    }

    /** Kafka's node id as text. */
    public String nodeId() {
        return nodeId;
    }

    /** The broker's name, as the client knows it. */
    public String host() {
        return host;
    }

    /** The broker's port. */
    public int port() {
        return port;
    }

    /** {@code host:port}, by which a broker is the same whatever its node id. */
    public String broker() {
        return broker(host, port);
    }

    /** Returns {@link #broker()} of a host and a port; a literal of IPv6 is in brackets. */
    public static String broker(String host, int port) {
        return HostPort.of(host, port);
    }

    /** Whether this is a bootstrap server: a broker that the configuration names, before the cluster is known. */
    public boolean isBootstrap() {
        return isBootstrap(nodeId);
    }

    /** Whether a node id is that of a bootstrap server: Kafka gives these negative ids. */
    public static boolean isBootstrap(String nodeId) {
        return nodeId.startsWith("-");
    }

    /** Kafka's name of the security protocol, or null where it is not known. */
    public String securityProtocol() {
        return securityProtocol;
    }

    /** As {@link #toString()}, with the address that was dialled; null where none was. */
    public String at(PeerAddress address) {
        boolean telling = address != null && !address.ip().equals(HostPort.compressed(host));
        return broker() + " (id " + nodeId + (telling ? ", " + address : "") + ")";
    }

    @Override
    public String toString() {
        return at(null);
    }
}
