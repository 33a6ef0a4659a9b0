package io.kafkalifeline.hooks.timeouts;

import io.kafkalifeline.diagnosis.Silence;
import io.kafkalifeline.hooks.kafka.InFlightRequestMembers;
import io.kafkalifeline.hooks.link.Client;
import io.kafkalifeline.hooks.link.Connection;
import io.kafkalifeline.hooks.link.Link;
import io.kafkalifeline.hooks.link.Slot;
import io.kafkalifeline.init.Target;
import java.util.Set;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.network.ChannelState;
import org.apache.kafka.common.network.KafkaChannel;

/**
 * Which requests wait for their answers: an established connection that goes quiet is why calls time out, although no
 * setup fails. Guarded as the {@link Client}.
 */
public final class AnswersOwed {
    private static final Slot<Link, Silence> SLOT = new Slot<>();
    /**
     * No silence of an established connection: the broker waits before it answers, for the other members of a group or
     * for records; and the first ApiVersions is a phase of the set-up.
     */
    private static final Set<String> WAITED_FOR_ON_PURPOSE =
            Set.of("JoinGroup", "SyncGroup", "Fetch", "ShareFetch", "ApiVersions");

    private AnswersOwed() {}

    /** A request is queued: {@code inFlightRequest} is Kafka's. */
    public static void asked(Client client, Object inFlightRequest) {
        Link link = client.knownLink(InFlightRequestMembers.destination(inFlightRequest));
        Silence silence = link == null ? null : of(client, link);
        if (silence != null) {
            String api = InFlightRequestMembers.api(inFlightRequest);
            silence.asked(api, WAITED_FOR_ON_PURPOSE.contains(api), System.nanoTime());
        }
    }

    private static Silence of(Client client, Link link) {
        Silence known = SLOT.get(link);
        Node node = link.node();
        if (known != null || node == null) {
            return known;
        }
        Silence made = client.memory()
                .silences()
                .of(new Target(client.clientId(), link.nodeId(), node.host(), node.port(), null));
        SLOT.set(link, made);
        return made;
    }

    /** The oldest request to that node is answered. */
    public static void answered(Client client, String nodeId) {
        Silence silence = known(client, nodeId);
        if (silence != null) {
            silence.answered(System.nanoTime());
        }
    }

    /** The newest request to that node is sent, and no answer comes to it. */
    public static void sentForNoAnswer(Client client, String nodeId) {
        Silence silence = known(client, nodeId);
        if (silence != null) {
            silence.sentForNoAnswer();
        }
    }

    /** The channel is being closed. */
    public static void ended(KafkaChannel channel, Connection connection) {
        Silence silence = SLOT.get(Link.of(connection));
        if (silence != null) {
            silence.ended(how(channel, connection), System.nanoTime());
        }
    }

    /** The client does not want that node any more; {@code link} may be null. */
    public static void removed(Link link) {
        if (link != null) {
            SLOT.set(link, null);
        }
    }

    private static Silence known(Client client, String nodeId) {
        Link link = client.knownLink(nodeId);
        return link == null ? null : SLOT.get(link);
    }

    private static String how(KafkaChannel channel, Connection connection) {
        if (connection.isOverdue()) {
            return "request timeout";
        }
        ChannelState.State state = channel.state().state();
        boolean byClient = state == ChannelState.State.LOCAL_CLOSE || state == ChannelState.State.EXPIRED;
        return byClient ? null : "closed by the broker or on the way";
    }
}
