package io.kafkalifeline.hooks.recovery;

import io.kafkalifeline.hooks.link.Link;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.kafka.clients.NetworkClient;

/**
 * Nodes whose connection was lost for the session's sake and whose requests, not sent yet, wait for the next one (R10,
 * R11). Whoever asks whether such a connection has failed is told that it has not: otherwise a consumer would fail a
 * commit and look for another coordinator, and a transactional producer likewise. In return the node is connected again
 * as soon as it may be, for those who only ask and do not connect. Guarded as the client.
 */
final class NodesWaitedFor {
    private final Set<Link> links = new LinkedHashSet<>();

    /** Whether somebody is to wait for that node. */
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
    long beforePoll(NetworkClient networkClient, long nowMs) {
        links.removeIf(link -> !link.isReconnecting());
        long waitMs = Long.MAX_VALUE;
        for (Link link : new ArrayList<>(links)) {
            networkClient.ready(link.node(), nowMs);
            waitMs = Math.min(waitMs, Math.max(1, networkClient.connectionDelay(link.node(), nowMs)));
        }
        return waitMs;
    }
}
