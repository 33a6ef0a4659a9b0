package io.kafkalifeline.hooks.renewal;

import io.kafkalifeline.hooks.kafka.NetworkClientMembers;
import io.kafkalifeline.session.Request;
import io.kafkalifeline.session.Step;
import java.util.ArrayList;
import org.apache.kafka.clients.ClientRequest;
import org.apache.kafka.clients.NetworkClient;
import org.apache.kafka.common.requests.ApiVersionsRequest;

/**
 * The request behind those that are never answered, by which a connection learns that the broker has read them. It is
 * the one that any broker answers to any principal. Network thread only.
 */
public final class ReadProbe {
    private ReadProbe() {}

    /** Asks on those connections that need to know. */
    public static void beforePoll(NetworkClient networkClient, RenewedClient client, long nowMs) {
        for (SessionGate gate : new ArrayList<>(client.expiring())) {
            if (gate.renewal().at(gate.nowNanos(), Request.NONE).kind() == Step.Kind.PROBE) {
                ask(networkClient, client, gate, nowMs);
            }
        }
    }

    private static void ask(NetworkClient networkClient, RenewedClient client, SessionGate gate, long nowMs) {
        ClientRequest request = networkClient.newClientRequest(
                gate.connection().nodeId(),
                new ApiVersionsRequest.Builder(),
                nowMs,
                true,
                NetworkClientMembers.defaultRequestTimeoutMs(networkClient),
                answer -> client.probeAnswered());
        gate.probing(true);
        try {
            networkClient.send(request, nowMs);
            client.probed();
        } catch (IllegalStateException e) {
            // It cannot take a request just now; there is another poll.
        } finally {
            gate.probing(false);
        }
    }
}
