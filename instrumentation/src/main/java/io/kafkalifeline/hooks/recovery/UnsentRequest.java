package io.kafkalifeline.hooks.recovery;

import io.kafkalifeline.hooks.kafka.InFlightRequestMembers;
import io.kafkalifeline.hooks.kafka.NetworkClientMembers;
import io.kafkalifeline.hooks.link.Client;
import io.kafkalifeline.hooks.link.HookServices;
import io.kafkalifeline.hooks.link.Link;
import io.kafkalifeline.hooks.link.QueuedRequest;
import io.kafkalifeline.init.Preservation;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.NetworkClient;
import org.apache.kafka.common.network.NetworkSend;
import org.apache.kafka.common.network.Selector;
import org.apache.kafka.common.protocol.ApiKeys;

/**
 * A request that waited behind a re-authentication and of which nothing had been written when that failed: it moves to
 * the next connection (R13: what was never written is not lost). Network thread only.
 */
public final class UnsentRequest {
    private UnsentRequest() {}

    /**
     * Returns the requests in flight that the client may cancel when a connection ended, oldest first; null where it
     * may cancel all of them. The newest one is kept where nothing of it was written and its node is about to be
     * connected again.
     */
    public static Iterable<Object> cancelled(Client client, Link link, Iterable<?> cleared) {
        Recovery recovery = Recovery.of(client);
        QueuedRequest moving = Reconnect.of(link).takeMoving();
        QueuedRequest kept = link.takeKept();
        recovery.keeping().remove(link);
        if (moving == null && kept == null) {
            return null;
        }
        List<Object> requests = new ArrayList<>();
        if (kept != null) {
            requests.add(kept.inFlightRequest());
        }
        cleared.forEach(requests::add);
        if (moving != null && mayMove(recovery, link, moving, requests)) {
            requests.remove(requests.size() - 1);
            link.keep(moving);
            recovery.keeping().add(link);
            return requests;
        }
        return kept == null ? null : requests;
    }

    /** Whether that request may be sent without the older ones. */
    private static boolean mayMove(Recovery recovery, Link link, QueuedRequest moving, List<Object> requests) {
        Object newest = requests.isEmpty() ? null : requests.get(requests.size() - 1);
        if (newest != moving.inFlightRequest() || InFlightRequestMembers.isInternal(newest) || link.node() == null) {
            return false;
        }
        // A broker that knows nothing of the producer yet would take the newer records for the first ones.
        return !recovery.isNumberingRecords()
                || !isProduce(newest)
                || requests.stream().filter(UnsentRequest::isProduce).count() == 1;
    }

    private static boolean isProduce(Object request) {
        return InFlightRequestMembers.request(request).apiKey() == ApiKeys.PRODUCE;
    }

    /**
     * Connects the nodes that a kept request waits for, where they may be connected. Returns after how many ms to look
     * again at the latest; null where nothing waits.
     */
    public static Long beforePoll(NetworkClient networkClient, Client client, long nowMs) {
        Recovery recovery = Recovery.of(client);
        if (recovery.keeping().isEmpty() && recovery.waitedFor().isEmpty()) {
            return null;
        }
        long waitMs = Long.MAX_VALUE;
        for (Link link : new ArrayList<>(recovery.keeping())) {
            if (InFlightRequestMembers.isOverdue(link.kept().inFlightRequest(), nowMs)) {
                // Back among the requests in flight, it meets the client's own time-out in this very poll.
                recovery.keeping().remove(link);
                add(networkClient, link.takeKept());
            } else {
                networkClient.ready(link.node(), nowMs);
                waitMs = Math.min(waitMs, Math.max(1, networkClient.connectionDelay(link.node(), nowMs)));
            }
        }
        return Math.min(waitMs, recovery.waitedFor().beforePoll(networkClient, nowMs));
    }

    /** The next connection is ready: what was kept goes out before the client can queue anything behind it. */
    public static void ready(Client client, Link link) {
        Reconnect.of(link).ready();
        QueuedRequest request = link.takeKept();
        Recovery.of(client).keeping().remove(link);
        NetworkClient networkClient = client.networkClient();
        if (request != null && networkClient != null) {
            add(networkClient, request);
            ((Selector) NetworkClientMembers.selector(networkClient))
                    .send(new NetworkSend(link.nodeId(), InFlightRequestMembers.send(request.inFlightRequest())));
            HookServices.counts().preserved(Preservation.MOVED);
        }
    }

    private static void add(NetworkClient networkClient, QueuedRequest request) {
        InFlightRequestMembers.add(NetworkClientMembers.inFlightRequests(networkClient), request.inFlightRequest());
    }
}
