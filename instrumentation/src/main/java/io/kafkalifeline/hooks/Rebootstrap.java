package io.kafkalifeline.hooks;

import java.lang.reflect.Method;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.NetworkClient;
import org.apache.kafka.common.Node;

/**
 * Has Kafka bootstrap anew (KIP-899, KIP-1102) once every broker that the client knows has refused its credentials for
 * good. The stock client comes to that by itself within a second, and its {@code send} throws what the brokers said from
 * then on. The attempts of R11 leave it with back-offs so long that some broker is always about to be tried, and an
 * application would get time-outs instead. Guarded as its {@link Client}.
 */
final class Rebootstrap {
    private static final PrivateField UPDATER = PrivateField.of(NetworkClient.class, "metadataUpdater");
    private static final String DEFAULT_UPDATER = "org.apache.kafka.clients.NetworkClient$DefaultMetadataUpdater";
    /** Null where this kafka-clients cannot be asked to. */
    private static final Method INITIATE = initiateMethod();

    private final Set<String> refusing = new HashSet<>();

    /** The application is about to hear that this node refuses the credentials. */
    void refused(NetworkClient networkClient, String nodeId) {
        if (networkClient == null || INITIATE == null) {
            return;
        }
        Object updater = UPDATER.get(networkClient);
        if (!INITIATE.getDeclaringClass().isInstance(updater)) {
            return;
        }
        refusing.add(nodeId);
        List<Node> known = Client.nodes(networkClient);
        // Those with which the client was started are what it would come to.
        if (known.stream().allMatch(node -> refusing.contains(node.idString()) && node.id() >= 0)) {
            refusing.clear();
            initiate(updater);
        }
    }

    /** The node has accepted the credentials, or nobody wants it any more. */
    void forget(String nodeId) {
        refusing.remove(nodeId);
    }

    /** Without effect unless {@code metadata.recovery.strategy} is {@code rebootstrap}: NetworkClient looks at that. */
    private static void initiate(Object updater) {
        try {
            INITIATE.invoke(updater);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Method initiateMethod() {
        try {
            Class<?> updater = Class.forName(DEFAULT_UPDATER, false, NetworkClient.class.getClassLoader());
            Method initiate = updater.getDeclaredMethod("initiateRebootstrap");
            initiate.setAccessible(true);
            return initiate;
        } catch (ReflectiveOperationException e) {
            return null;
        }
    }
}
