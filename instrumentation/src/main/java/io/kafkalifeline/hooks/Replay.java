package io.kafkalifeline.hooks;

import io.kafkalifeline.init.Preservation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.NetworkClient;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.network.NetworkSend;
import org.apache.kafka.common.network.Selector;
import org.apache.kafka.common.network.Send;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.requests.AbstractRequest;

/**
 * A request that waited behind a re-authentication and of which nothing had been written when that failed: it moves to
 * the next connection (R13). Network thread only.
 */
final class Replay {
    private static final String IN_FLIGHT_REQUEST = "org.apache.kafka.clients.NetworkClient$InFlightRequest";
    private static final PrivateField SEND = PrivateField.of(NetworkClient.class, IN_FLIGHT_REQUEST, "send");
    private static final PrivateField REQUEST = PrivateField.of(NetworkClient.class, IN_FLIGHT_REQUEST, "request");
    private static final PrivateField INTERNAL =
            PrivateField.of(NetworkClient.class, IN_FLIGHT_REQUEST, "isInternalRequest");
    private static final PrivateField SENT = PrivateField.of(NetworkClient.class, IN_FLIGHT_REQUEST, "sendTimeMs");
    private static final PrivateField TIMEOUT =
            PrivateField.of(NetworkClient.class, IN_FLIGHT_REQUEST, "requestTimeoutMs");
    private static final PrivateField SELECTOR = PrivateField.of(NetworkClient.class, "selector");
    private static final PrivateField IN_FLIGHT = PrivateField.of(NetworkClient.class, "inFlightRequests");
    private static final Method ADD = addMethod();

    private Replay() {}

    /**
     * What the client may cancel of all that was in flight when a connection ended, oldest first; null if that is all.
     * The newest request stays with us where nothing of it was written and its node is about to be connected again.
     */
    static Iterable<Object> cancelled(Client client, String nodeId, Iterable<?> cleared) {
        client.cancelled(nodeId);
        Object kept = client.reconnects.replays.remove(nodeId);
        boolean keep = client.reconnects.keepUnwritten.remove(nodeId);
        List<Object> requests = new ArrayList<>();
        cleared.forEach(requests::add);
        if (kept != null) {
            requests.add(0, kept);
        }
        int newest = requests.size() - 1;
        if (!keep || newest < 0 || !mayMove(client, nodeId, requests)) {
            return kept == null ? null : requests;
        }
        client.reconnects.replays.put(nodeId, requests.remove(newest));
        return requests;
    }

    /** Whether the newest of these may be sent without the older ones. */
    private static boolean mayMove(Client client, String nodeId, List<Object> requests) {
        Object newest = requests.get(requests.size() - 1);
        if (INTERNAL.getBoolean(newest) || client.reconnects.node(nodeId) == null) {
            return false;
        }
        // A broker that knows nothing of the producer yet would take the newer records for the first ones.
        return !client.numbersRecords
                || !isProduce(newest)
                || requests.stream().filter(Replay::isProduce).count() == 1;
    }

    private static boolean isProduce(Object request) {
        return ((AbstractRequest) REQUEST.get(request)).apiKey() == ApiKeys.PRODUCE;
    }

    /** Whether a request waits for another connection to that node; {@code part} finds the client. */
    static boolean keepsFor(Object part, String nodeId) {
        Client client = Client.ofPart(part);
        return client != null && client.reconnects.replays.containsKey(nodeId);
    }

    /** Brings what waits nearer to its new connection; returns after how many ms to look again at the latest. */
    static long beforePoll(NetworkClient networkClient, Client client, long nowMs) {
        long waitMs = Long.MAX_VALUE;
        for (String nodeId : List.copyOf(client.reconnects.replays.keySet())) {
            Object request = client.reconnects.replays.get(nodeId);
            Node node = client.reconnects.node(nodeId);
            boolean overdue = nowMs - (Long) SENT.get(request) > (Long) TIMEOUT.get(request);
            if (overdue) {
                // Among the requests in flight it meets the client's own time-out in this very poll.
                add(networkClient, client.reconnects.replays.remove(nodeId));
            } else {
                networkClient.ready(node, nowMs);
                waitMs = Math.min(waitMs, Math.max(1, networkClient.connectionDelay(node, nowMs)));
            }
        }
        return waitMs;
    }

    /** The next connection is ready: what was kept goes out before the client can queue anything behind it. */
    static void ready(Client client, String nodeId) {
        Object request = client.reconnects.replays.remove(nodeId);
        NetworkClient networkClient = client.networkClient();
        if (request != null && networkClient != null) {
            add(networkClient, request);
            ((Selector) SELECTOR.get(networkClient)).send(new NetworkSend(nodeId, (Send) SEND.get(request)));
            Lifeline.sink().preserved(Preservation.MOVED);
        }
    }

    private static void add(NetworkClient networkClient, Object request) {
        try {
            ADD.invoke(IN_FLIGHT.get(networkClient), request);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Method addMethod() {
        try {
            ClassLoader loader = NetworkClient.class.getClassLoader();
            Class<?> requests = Class.forName("org.apache.kafka.clients.InFlightRequests", false, loader);
            Method add = requests.getDeclaredMethod("add", Class.forName(IN_FLIGHT_REQUEST, false, loader));
            add.setAccessible(true);
            return add;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
