package io.kafkalifeline.hooks;

import java.util.List;
import org.apache.kafka.clients.ClientRequest;
import org.apache.kafka.clients.NetworkClient;
import org.apache.kafka.common.requests.ApiVersionsRequest;

/**
 * The request behind those that are never answered, by which a connection learns that the broker has read them. It is
 * the one that any broker answers to any principal. Network thread only.
 */
final class Question {
    private static final PrivateField REQUEST_TIMEOUT_MS =
            PrivateField.of(NetworkClient.class, "defaultRequestTimeoutMs");

    private Question() {}

    /** Asks on those connections that want to know. */
    static void beforePoll(NetworkClient networkClient, Client client, long nowMs) {
        for (Connection connection : List.copyOf(client.expiring)) {
            if (connection.session.wantsAnswer()
                    && !connection.queued
                    && !connection.sendingUnanswered
                    && connection.session.mayAsk(connection.nowNanos())) {
                ask(networkClient, connection, nowMs);
            }
        }
    }

    private static void ask(NetworkClient networkClient, Connection connection, long nowMs) {
        ClientRequest request = networkClient.newClientRequest(
                connection.nodeId,
                new ApiVersionsRequest.Builder(),
                nowMs,
                true,
                REQUEST_TIMEOUT_MS.getInt(networkClient),
                answer -> connection.client.questions--);
        connection.asking = true;
        try {
            networkClient.send(request, nowMs);
            connection.client.questions++;
        } catch (IllegalStateException e) {
            // It cannot take a request just now; there is another poll.
        } finally {
            connection.asking = false;
        }
    }
}
