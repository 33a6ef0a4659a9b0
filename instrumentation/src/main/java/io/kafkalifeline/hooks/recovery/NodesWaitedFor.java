package io.kafkalifeline.hooks.recovery;

import io.kafkalifeline.hooks.link.FirstFailure;
import io.kafkalifeline.hooks.link.Link;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.kafka.clients.NetworkClient;
import org.apache.kafka.common.Node;

/**
 * The nodes whose connection was lost for the session's sake and whose requests, not sent yet, wait for the next one
 * (R10: a failed renewal is never the last word; R11: refusals that pass are waited out). A client that asks whether
 * such a connection has failed is told that it has not: otherwise a consumer would fail a commit and look for another
 * coordinator, and a transactional producer likewise. Some clients only ask and never connect, so the agent connects
 * the node again as soon as it may. Guarded as the client.
 */
final class NodesWaitedFor {
    private final Set<Link> links = new LinkedHashSet<>();

    /** Whether the client is to wait for that node; notes it where it is. */
    boolean waitFor(Link link) {
        boolean waits = link.isReconnecting();
        if (waits) {
            links.add(link);
        }
        return waits;
    }

    boolean isEmpty() {
        return links.isEmpty();
    }

    /** Connects what may be connected; returns after how many ms to look again at the latest. */
    long beforePoll(NetworkClient networkClient, FirstFailure failure, long nowMs) {
        links.removeIf(link -> !link.isReconnecting());
        long[] waitMs = {Long.MAX_VALUE};
        for (Link link : new ArrayList<>(links)) {
            Node[] node = {null};
            boolean known = failure.guard(() -> {
                node[0] = Whereabouts.now(networkClient, link);
                if (node[0] != null) {
                    networkClient.ready(node[0], nowMs);
                    waitMs[0] = Math.min(waitMs[0], Math.max(1, networkClient.connectionDelay(node[0], nowMs)));
                }
            });
            if (!known || node[0] == null) {
                links.remove(link);
                link.reconnecting(false);
            }
        }
        return waitMs[0];
    }
}
