package io.kafkalifeline.hooks.kafka;

import static io.kafkalifeline.weave.Feature.REAUTHENTICATION;

import io.kafkalifeline.weave.Requires;
import java.util.Map;
import org.apache.kafka.clients.NetworkClient;

/** The private members of {@code ClusterConnectionStates}, which is not public itself. */
@Requires(feature = REAUTHENTICATION, type = "clients.ClusterConnectionStates", members = "nodeState")
@Requires(
        feature = REAUTHENTICATION,
        type = "clients.ClusterConnectionStates$NodeConnectionState",
        members = "reconnectBackoffMs")
public final class ClusterConnectionStatesMembers {
    private static final String TYPE = "org.apache.kafka.clients.ClusterConnectionStates";
    private static final PrivateField NODE_STATE = PrivateField.of(NetworkClient.class, TYPE, "nodeState");
    private static final PrivateField BACKOFF =
            PrivateField.of(NetworkClient.class, TYPE + "$NodeConnectionState", "reconnectBackoffMs");

    private ClusterConnectionStatesMembers() {}

    /** Sets after how many ms the node may be tried again, counted from when its last attempt ended. */
    public static void reconnectBackoffMs(Object connectionStates, String nodeId, long backoffMs) {
        BACKOFF.set(((Map<?, ?>) NODE_STATE.get(connectionStates)).get(nodeId), backoffMs);
    }
}
