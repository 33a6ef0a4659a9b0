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
import org.apache.kafka.clients.ClientResponse;
import org.apache.kafka.clients.NetworkClient;
import org.apache.kafka.common.Node;
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
        boolean[] moves = {false};
        if (moving != null) {
            // Whatever goes wrong, what was kept before is in Kafka's hands again.
            recovery.failure().guard(() -> moves[0] = mayMove(recovery, link, moving, requests));
        }
        if (moves[0]) {
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
        NetworkClient networkClient = Client.of(link).networkClient();
        if (networkClient == null || Whereabouts.hasMoved(networkClient, link, moving)) {
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
     * The client has polled, and knows what the brokers have told it: hands back what would go to the wrong place.
     *
     * @param responses what the poll returns
     * @return what it is to return instead; null where that stays as it is
     */
    public static List<ClientResponse> afterPoll(
            NetworkClient networkClient, Client client, List<?> responses, long nowMs) {
        Recovery recovery = Recovery.of(client);
        for (Link link : recovery.keeping().isEmpty() ? List.<Link>of() : new ArrayList<>(recovery.keeping())) {
            boolean known = recovery.failure().guard(() -> {
                if (Whereabouts.hasMoved(networkClient, link, link.kept())) {
                    recovery.handBack(client, link);
                }
            });
            giveBackUnless(known, recovery, client, link);
        }
        if (recovery.handedBack().size() == 0) {
            recovery.failure().tell();
            return null;
        }
        List<ClientResponse> all = new ArrayList<>();
        responses.forEach(each -> all.add((ClientResponse) each));
        all.addAll(recovery.handedBack().tell(recovery.failure(), nowMs));
        return all;
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
        long[] waitMs = {Long.MAX_VALUE};
        for (Link link : new ArrayList<>(recovery.keeping())) {
            boolean known = recovery.failure()
                    .guard(() -> waitMs[0] = Math.min(waitMs[0], beforePoll(networkClient, client, link, nowMs)));
            giveBackUnless(known, recovery, client, link);
        }
        return Math.min(waitMs[0], recovery.waitedFor().beforePoll(networkClient, recovery.failure(), nowMs));
    }

    private static long beforePoll(NetworkClient networkClient, Client client, Link link, long nowMs) {
        long overdueInMs = InFlightRequestMembers.overdueInMs(link.kept().inFlightRequest(), nowMs);
        Node node = Whereabouts.now(networkClient, link);
        if (overdueInMs <= 0 || node == null) {
            Recovery.of(client).handBack(client, link);
            return Long.MAX_VALUE;
        }
        if (networkClient.ready(node, nowMs)) {
            return Long.MAX_VALUE;
        }
        return Math.min(Math.max(1, networkClient.connectionDelay(node, nowMs)), overdueInMs);
    }

    /** What waits for a node of which nothing can be learnt waits no longer. */
    private static void giveBackUnless(boolean known, Recovery recovery, Client client, Link link) {
        if (!known && link.kept() != null) {
            recovery.handBack(client, link);
        }
    }

    /**
     * The hooks are switched off: nobody connects anything any more, and nobody counts what waits. All of it goes back to
     * Kafka, in this poll or the next one.
     */
    public static void switchedOff(Client client) {
        Recovery recovery = Recovery.of(client);
        for (Link link : recovery.keeping().isEmpty() ? List.<Link>of() : new ArrayList<>(recovery.keeping())) {
            recovery.handBack(client, link);
        }
    }

    /** The next connection is ready: what was kept goes out before the client can queue anything behind it. */
    public static void ready(Client client, Link link) {
        Reconnect.of(link).ready();
        QueuedRequest request = link.takeKept();
        Recovery.of(client).keeping().remove(link);
        NetworkClient networkClient = client.networkClient();
        if (request != null && networkClient != null) {
            send(networkClient, client, link, request);
        }
    }

    private static void send(NetworkClient networkClient, Client client, Link link, QueuedRequest request) {
        Object inFlight = NetworkClientMembers.inFlightRequests(networkClient);
        InFlightRequestMembers.add(inFlight, request.inFlightRequest());
        try {
            ((Selector) NetworkClientMembers.selector(networkClient))
                    .send(new NetworkSend(link.nodeId(), InFlightRequestMembers.send(request.inFlightRequest())));
        } catch (RuntimeException | Error e) {
            // The connection has ended again and may not say so: what is in flight on it would wait for its time-out.
            InFlightRequestMembers.takeNewest(inFlight, link.nodeId());
            Recovery.of(client).handBack(client, request);
            throw e;
        }
        HookServices.counts().preserved(Preservation.MOVED);
    }
}
