package io.kafkalifeline.hooks.recovery;

import io.kafkalifeline.hooks.kafka.InFlightRequestMembers;
import io.kafkalifeline.hooks.link.FirstFailure;
import io.kafkalifeline.hooks.link.QueuedRequest;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.ClientResponse;

/**
 * The requests that were kept and will not be sent by the agent after all: Kafka is told that their connection has ended,
 * which is true, and does with them what it does after any lost connection. It is told at the end of the poll, which is
 * before it makes the next requests: so those that come back keep their place before newer ones. Guarded as the client.
 */
final class HandedBack {
    private final List<QueuedRequest> requests = new ArrayList<>(1);

    void add(QueuedRequest request) {
        requests.add(request);
    }

    int size() {
        return requests.size();
    }

    void clear() {
        requests.clear();
    }

    /** Tells their senders, oldest first, as Kafka does; returns what the poll returns for them. */
    List<ClientResponse> tell(FirstFailure failure, long nowMs) {
        List<ClientResponse> told = new ArrayList<>(requests.size());
        for (QueuedRequest request : requests) {
            told.add(InFlightRequestMembers.disconnected(request.inFlightRequest(), nowMs));
        }
        requests.clear();
        for (ClientResponse each : told) {
            // The others are told all the same.
            failure.guard(each::onComplete);
        }
        return told;
    }
}
