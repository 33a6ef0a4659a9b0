package io.kafkalifeline.hooks;

import io.kafkalifeline.diagnosis.BrokerMemory;
import io.kafkalifeline.init.Target;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.NetworkClient;

/**
 * Brokers that are ready and have not answered an ordinary request yet. A listener that requires SASL lets a client
 * without it get that far, and closes the connection then. Network thread only; empty in a client that works.
 */
final class FirstAnswers {
    private static final PrivateField DESTINATION = PrivateField.of(
            NetworkClient.class, "org.apache.kafka.clients.NetworkClient$InFlightRequest", "destination");

    private final BrokerMemory memory;
    private final Map<String, Awaited> awaited = new HashMap<>(4);

    FirstAnswers(BrokerMemory memory) {
        this.memory = memory;
    }

    void ready(Target target) {
        awaited.put(target.nodeId(), new Awaited(target));
    }

    /** @param inFlightRequest of Kafka's NetworkClient */
    void asked(Object inFlightRequest) {
        if (!awaited.isEmpty()) {
            Awaited answer = awaited.get((String) DESTINATION.get(inFlightRequest));
            if (answer != null) {
                answer.asked = true;
            }
        }
    }

    void answered(String nodeId) {
        if (!awaited.isEmpty()) {
            Awaited answer = awaited.remove(nodeId);
            if (answer != null) {
                memory.answered(answer.target);
            }
        }
    }

    /** The connection ends for a reason that tells nothing about the listener. */
    void excused(String nodeId) {
        awaited.remove(nodeId);
    }

    void disconnected(String nodeId) {
        Awaited answer = awaited.remove(nodeId);
        if (answer != null && answer.asked) {
            memory.closedAtFirstRequest(answer.target);
        }
    }

    private static final class Awaited {
        final Target target;
        boolean asked;

        Awaited(Target target) {
            this.target = target;
        }
    }
}
