package io.kafkalifeline.hooks.renewal;

import io.kafkalifeline.hooks.kafka.NetworkClientMembers;
import io.kafkalifeline.session.Request;
import io.kafkalifeline.session.Step;
import java.util.ArrayList;
import org.apache.kafka.clients.ClientRequest;
import org.apache.kafka.clients.NetworkClient;
import org.apache.kafka.common.errors.DisconnectException;
import org.apache.kafka.common.requests.ApiVersionsRequest;

/**
 * Sends probes: small requests behind those that are never answered, whose answers tell that the broker has read them.
 * A probe is an ApiVersions request, which any broker answers to any principal. Network thread only.
 */
public final class ReadProbe {
    private ReadProbe() {}

    /** Sends a probe on each connection that is to write one. */
    public static void beforePoll(NetworkClient networkClient, RenewedClient client, long nowMs) {
        for (SessionGate gate : new ArrayList<>(client.expiring())) {
            client.failure().guard(() -> {
                if (gate.renewal().at(gate.nowNanos(), Request.NONE).kind() == Step.Kind.PROBE) {
                    ask(networkClient, client, gate, nowMs);
                }
            });
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
        } catch (IllegalStateException | DisconnectException e) {
            // The node cannot take a request just now: the next poll tries again. Or the client is being closed.
        } finally {
            gate.probing(false);
        }
    }
}
