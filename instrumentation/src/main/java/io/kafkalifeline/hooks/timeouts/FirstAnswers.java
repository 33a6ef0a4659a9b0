package io.kafkalifeline.hooks.timeouts;

import io.kafkalifeline.hooks.kafka.InFlightRequestMembers;
import io.kafkalifeline.hooks.link.Client;
import io.kafkalifeline.hooks.link.FirstAnswer;
import io.kafkalifeline.hooks.link.Link;

/** The first request and the first answer on a connection: until then its listener may turn out to want SASL. */
public final class FirstAnswers {
    private FirstAnswers() {}

    /** A request is queued: {@code inFlightRequest} is Kafka's. */
    public static void asked(Client client, Object inFlightRequest) {
        if (client.awaitsFirstAnswers()) {
            Link link = client.knownLink(InFlightRequestMembers.destination(inFlightRequest));
            if (link != null && link.firstAnswer() != null) {
                link.firstAnswer().asked();
            }
        }
    }

    /** The oldest request to that node is answered. */
    public static void answered(Client client, String nodeId) {
        if (client.awaitsFirstAnswers()) {
            Link link = client.knownLink(nodeId);
            FirstAnswer answer = link == null ? null : client.takeFirstAnswer(link);
            if (answer != null) {
                client.memory().answered(answer.target());
            }
        }
    }
}
