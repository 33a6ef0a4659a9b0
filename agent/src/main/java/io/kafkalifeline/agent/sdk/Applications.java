package io.kafkalifeline.agent.sdk;

import java.lang.ref.WeakReference;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * The applications that use one kafka-clients. Whose client the calling thread is at work for is told by its context
 * class loader, which a client's own thread has from the thread that made the client: several web applications may
 * share one kafka-clients. Where that loader does not see this kafka-clients, it is the one that holds it.
 *
 * <p>Refers to Kafka's loader, and to other loaders weakly. Any thread; calls back into a loader the first time it meets
 * it.
 */
final class Applications {
    private static final String OF_KAFKA = "org.apache.kafka.common.network.Selector";
    private static final WeakReference<ApplicationOpenTelemetry> NONE = new WeakReference<>(null);

    private final ClassLoader kafka;
    private final Map<ClassLoader, WeakReference<ApplicationOpenTelemetry>> others =
            Collections.synchronizedMap(new WeakHashMap<>());
    private volatile List<ApplicationOpenTelemetry> kafkas;

    /** @param kafka the loader of kafka-clients; null for the bootstrap loader, which sees no application */
    Applications(ClassLoader kafka) {
        this.kafka = kafka;
    }

    /**
     * The copies of OpenTelemetry's API of the application that the calling thread is at work for: first its own, then
     * the one that kafka-clients sees, each where there is one. To be held only for as long as something is under way.
     */
    List<ApplicationOpenTelemetry> calling() {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        List<ApplicationOpenTelemetry> shared = kafkas();
        if (context == null || context == kafka) {
            return shared;
        }
        ApplicationOpenTelemetry own = other(context);
        if (own == null || shared.contains(own)) {
            return shared;
        }
        return shared.isEmpty() ? List.of(own) : List.of(own, shared.get(0));
    }

    private List<ApplicationOpenTelemetry> kafkas() {
        if (kafkas == null) {
            ApplicationOpenTelemetry seen = ApplicationOpenTelemetry.seenBy(kafka);
            kafkas = seen == null ? List.of() : List.of(seen);
        }
        return kafkas;
    }

    private ApplicationOpenTelemetry other(ClassLoader context) {
        WeakReference<ApplicationOpenTelemetry> known = others.get(context);
        if (known == null) {
            // No lock is held while the loader is asked for classes, for it may want locks of its own.
            ApplicationOpenTelemetry seen = seesKafka(context) ? ApplicationOpenTelemetry.seenBy(context) : null;
            known = seen == null ? NONE : new WeakReference<>(seen);
            others.put(context, known);
        }
        return known.get();
    }

    private boolean seesKafka(ClassLoader context) {
        for (ClassLoader loader = context; loader != null; loader = loader.getParent()) {
            if (loader == kafka) {
                return true;
            }
        }
        try {
            return Class.forName(OF_KAFKA, false, context).getClassLoader() == kafka;
        } catch (ClassNotFoundException | LinkageError | RuntimeException e) {
            return false;
        }
    }
}
