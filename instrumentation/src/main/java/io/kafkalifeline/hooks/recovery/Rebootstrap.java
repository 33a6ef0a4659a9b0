package io.kafkalifeline.hooks.recovery;

import io.kafkalifeline.hooks.kafka.MetadataUpdaterMembers;
import io.kafkalifeline.hooks.kafka.NetworkClientMembers;
import io.kafkalifeline.hooks.link.Client;
import io.kafkalifeline.hooks.link.Link;
import java.util.List;
import org.apache.kafka.clients.NetworkClient;
import org.apache.kafka.common.Node;

/**
 * Has Kafka bootstrap anew (KIP-899, KIP-1102) once every broker that the client knows has refused its credentials for
 * good. The stock client comes to that by itself within a second, and its {@code send} throws what the brokers said
 * from then on. The attempts of R11 (refusals that pass are waited out) leave it with back-offs so long that some
 * broker is always about to be tried, and an application would get time-outs instead. Guarded as the client.
 */
final class Rebootstrap {
    private Rebootstrap() {}

    /** The application is about to hear that this node refuses the credentials. */
    static void refused(Client client, Link link) {
        NetworkClient networkClient = client.networkClient();
        if (networkClient == null) {
            return;
        }
        Object updater = NetworkClientMembers.metadataUpdater(networkClient);
        if (!MetadataUpdaterMembers.canRebootstrap(updater)) {
            return;
        }
        Reconnect.of(link).refusing(true);
        List<Node> known = NetworkClientMembers.nodes(networkClient);
        // A client that knows bootstrap servers only is where a rebootstrap would lead.
        if (known.stream().allMatch(node -> node.id() >= 0 && isRefusing(client, node))) {
            client.links().forEach(each -> Reconnect.of(each).refusing(false));
            MetadataUpdaterMembers.initiateRebootstrap(updater);
        }
    }

    private static boolean isRefusing(Client client, Node node) {
        Link link = client.knownLink(node.idString());
        return link != null && Reconnect.of(link).isRefusing();
    }
}
