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
        members = {"authenticationException", "reconnectBackoffMs"})
public final class ClusterConnectionStatesMembers {
    private static final String TYPE = "org.apache.kafka.clients.ClusterConnectionStates";
    private static final PrivateField NODE_STATE = PrivateField.of(NetworkClient.class, TYPE, "nodeState");
    private static final PrivateField BACKOFF =
            PrivateField.of(NetworkClient.class, TYPE + "$NodeConnectionState", "reconnectBackoffMs");

    private static final PrivateField REFUSAL =
            PrivateField.of(NetworkClient.class, TYPE + "$NodeConnectionState", "authenticationException");

    private ClusterConnectionStatesMembers() {}

    /** Sets after how many ms the node may be tried again, counted from when its last attempt ended. */
    public static void reconnectBackoffMs(Object connectionStates, String nodeId, long backoffMs) {
        BACKOFF.set(((Map<?, ?>) NODE_STATE.get(connectionStates)).get(nodeId), backoffMs);
    }

    /** Forgets the exception of the last authentication with that node, if there was one. */
    public static void forgetRefusal(Object connectionStates, String nodeId) {
        Object state = ((Map<?, ?>) NODE_STATE.get(connectionStates)).get(nodeId);
        if (state != null) {
            REFUSAL.set(state, null);
        }
    }
}
