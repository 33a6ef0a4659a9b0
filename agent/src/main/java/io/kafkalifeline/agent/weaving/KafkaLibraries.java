package io.kafkalifeline.agent.weaving;

import io.kafkalifeline.log.AgentVersion;
import io.kafkalifeline.log.OperatorLog;
import io.kafkalifeline.weave.Feature;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import net.bytebuddy.pool.TypePool;

/** Every kafka-clients in this JVM that was met, by the loader that holds it. */
final class KafkaLibraries {
    private static final int MEMBERS_SAID = 3;

    private final HookCatalog catalog;
    private final Wanted wanted;
    private final OwnStack ownStack;
    private final Map<ClassLoader, KafkaLibrary> known = new WeakHashMap<>();

    KafkaLibraries(HookCatalog catalog, Wanted wanted, OwnStack ownStack) {
        this.catalog = catalog;
        this.wanted = wanted;
        this.ownStack = ownStack;
    }

    /**
     * The kafka-clients in a loader; the first call checks its shape and tells the operator. No lock is held while the
     * loader is asked for class files, for it may want locks of its own.
     *
     * @param loader null for the bootstrap loader
     * @param resources what it offers
     */
    KafkaLibrary of(ClassLoader loader, Resources resources) {
        KafkaLibrary library = known(loader);
        if (library != null) {
            return library;
        }
        KafkaClassFiles classFiles = new KafkaClassFiles(resources);
        Map<Feature, Set<String>> missing = ShapeCheck.missing(catalog, TypePool.Default.of(classFiles));
        Set<Feature> on = EnumSet.noneOf(Feature.class);
        on.addAll(wanted.features());
        on.removeAll(missing.keySet());
        KafkaLibrary examined = new KafkaLibrary(loader, classFiles.version(), on);
        synchronized (known) {
            KafkaLibrary faster = known.putIfAbsent(loader, examined);
            if (faster != null) {
                return faster;
            }
        }
        ownStack.atMostASecond(() -> announce(examined, missing));
        return examined;
    }

    /** Makes the hooks in that loader do nothing, until it is {@link #forget forgotten} and met anew. */
    Object pause(ClassLoader loader) {
        KafkaLibrary library = known(loader);
        if (library == null) {
            return "kafka-clients in " + KafkaLibrary.describe(loader) + " class loader";
        }
        library.pause();
        return library;
    }

    /** Lets the next class of that loader be the first one. */
    void forget(ClassLoader loader) {
        synchronized (known) {
            known.remove(loader);
        }
    }

    private KafkaLibrary known(ClassLoader loader) {
        synchronized (known) {
            return known.get(loader);
        }
    }

    private void announce(KafkaLibrary library, Map<Feature, Set<String>> missing) {
        String version = AgentVersion.orNull();
        OperatorLog.line((version == null ? "unknown version" : version) + " serves " + library + ": "
                + wanted.switches(library.features()));
        for (Map.Entry<Feature, Set<String>> entry : missing.entrySet()) {
            if (wanted.features().contains(entry.getKey())) {
                String why = "which has another shape: no " + some(entry.getValue());
                OperatorLog.line(wanted.staysOff(entry.getKey(), library, why));
            }
        }
    }

    private static String some(Set<String> members) {
        StringBuilder text = new StringBuilder();
        int said = 0;
        for (String member : members) {
            if (said == MEMBERS_SAID) {
                return text.append(" and ")
                        .append(members.size() - said)
                        .append(" more")
                        .toString();
            }
            text.append(said++ == 0 ? "" : ", ").append(member);
        }
        return text.toString();
    }
}
