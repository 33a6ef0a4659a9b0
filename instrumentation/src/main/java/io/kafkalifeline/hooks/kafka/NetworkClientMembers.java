package io.kafkalifeline.hooks.kafka;

import static io.kafkalifeline.weave.Feature.DIAGNOSIS;
import static io.kafkalifeline.weave.Feature.REAUTHENTICATION;
import static io.kafkalifeline.weave.Feature.RECORDING;

import io.kafkalifeline.weave.Requires;
import java.util.List;
import org.apache.kafka.clients.ManualMetadataUpdater;
import org.apache.kafka.clients.Metadata;
import org.apache.kafka.clients.MetadataUpdater;
import org.apache.kafka.clients.NetworkClient;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.slf4j.Logger;

/** The private members of {@code NetworkClient}. */
@Requires(
        feature = {REAUTHENTICATION, RECORDING, DIAGNOSIS},
        type = "clients.NetworkClient",
        members = {"clientId", "selector", "metadataUpdater", "connectionStates", "inFlightRequests"})
@Requires(feature = REAUTHENTICATION, type = "clients.NetworkClient", members = "defaultRequestTimeoutMs")
@Requires(feature = DIAGNOSIS, type = "clients.NetworkClient", members = "log")
@Requires(
        feature = REAUTHENTICATION,
        type = "clients.NetworkClient",
        members = {"connectionDelay()", "newClientRequest()", "ready()", "send()"})
@Requires(
        feature = {RECORDING, DIAGNOSIS},
        type = "clients.NetworkClient",
        members = "inFlightRequestCount()")
@Requires(
        feature = {REAUTHENTICATION, RECORDING, DIAGNOSIS},
        type = "clients.ManualMetadataUpdater")
@Requires(feature = REAUTHENTICATION, type = "clients.MetadataUpdater", members = "fetchNodes()")
@Requires(feature = REAUTHENTICATION, type = "clients.Metadata", members = "fetch()")
public final class NetworkClientMembers {
    private static final PrivateField CLIENT_ID = PrivateField.of(NetworkClient.class, "clientId");
    private static final PrivateField SELECTOR = PrivateField.of(NetworkClient.class, "selector");
    private static final PrivateField UPDATER = PrivateField.of(NetworkClient.class, "metadataUpdater");
    private static final PrivateField STATES = PrivateField.of(NetworkClient.class, "connectionStates");
    private static final PrivateField IN_FLIGHT = PrivateField.of(NetworkClient.class, "inFlightRequests");

    private NetworkClientMembers() {}

    public static String clientId(NetworkClient client) {
        return String.valueOf(CLIENT_ID.get(client));
    }

    /** Kafka's own {@code Selector}, or a stand-in of a test. */
    public static Object selector(NetworkClient client) {
        return SELECTOR.get(client);
    }

    /** The {@code MetadataUpdater}. */
    public static Object metadataUpdater(NetworkClient client) {
        return UPDATER.get(client);
    }

    /** Whether it is one of the clients that brokers use among themselves. */
    public static boolean isBetweenBrokers(NetworkClient client) {
        return UPDATER.get(client) instanceof ManualMetadataUpdater;
    }

    /** The nodes that the client knows and chooses from. */
    public static List<Node> nodes(NetworkClient client) {
        return ((MetadataUpdater) UPDATER.get(client)).fetchNodes();
    }

    /** What the client's metadata says now; null where it has none, as an admin client has. */
    public static Cluster cluster(NetworkClient client) {
        Object metadata = MetadataUpdaterMembers.metadata(UPDATER.get(client));
        return metadata == null ? null : ((Metadata) metadata).fetch();
    }

    /** The {@code ClusterConnectionStates}. */
    public static Object connectionStates(NetworkClient client) {
        return STATES.get(client);
    }

    /** The {@code InFlightRequests}. */
    public static Object inFlightRequests(NetworkClient client) {
        return IN_FLIGHT.get(client);
    }

    /** {@code request.timeout.ms}. */
    public static int defaultRequestTimeoutMs(NetworkClient client) {
        return RequestTimeout.DEFAULT_MS.getInt(client);
    }

    /** The client's own logger, which says who it is. */
    public static Logger log(NetworkClient client) {
        return (Logger) Log.FIELD.get(client);
    }

    private static final class RequestTimeout {
        static final PrivateField DEFAULT_MS = PrivateField.of(NetworkClient.class, "defaultRequestTimeoutMs");
    }

    private static final class Log {
        static final PrivateField FIELD = PrivateField.of(NetworkClient.class, "log");
    }
}
