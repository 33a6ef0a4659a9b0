package io.kafkalifeline.agent.weaving;

import io.kafkalifeline.log.Described;
import io.kafkalifeline.log.OperatorLog;
import io.kafkalifeline.weave.Feature;
import io.kafkalifeline.weave.Services;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * Sees every class that the JVM loads, and leaves all but a few of Kafka's alone. Byte Buddy is not touched, nor even
 * loaded, before the first class of Kafka appears.
 */
public final class KafkaTransformer implements ClassFileTransformer {
    private static final String KAFKA = "org/apache/kafka/";

    private final Instrumentation instrumentation;
    private final HookPackage hooks;
    private final Wanted wanted;
    private final BiFunction<Set<Feature>, ClassLoader, Services> services;

    private Weaver weaver;
    private boolean failed;

    /**
     * @param services called once for each loader, with the features that are on there and the loader, on a thread of
     *     Kafka's
     */
    public KafkaTransformer(
            Instrumentation instrumentation,
            HookPackage hooks,
            Wanted wanted,
            BiFunction<Set<Feature>, ClassLoader, Services> services) {
        this.instrumentation = instrumentation;
        this.hooks = hooks;
        this.wanted = wanted;
        this.services = services;
    }

    /** Rewrites what is loaded from now on, and what was loaded before. */
    public void install() {
        instrumentation.addTransformer(this, true);
        IdentityHashMap<ClassLoader, List<Class<?>>> loaded = new IdentityHashMap<>();
        for (Class<?> candidate : instrumentation.getAllLoadedClasses()) {
            String name = candidate.getName();
            if (name.startsWith(HookCatalog.KAFKA) && weaver() != null && weaver().rewrites(name)) {
                loaded.computeIfAbsent(candidate.getClassLoader(), ignored -> new ArrayList<>())
                        .add(candidate);
            }
        }
        for (Map.Entry<ClassLoader, List<Class<?>>> entry : loaded.entrySet()) {
            retransform(entry.getKey(), entry.getValue());
        }
    }

    /** Rewrites all classes of one loader in one step, so that no thread ever sees half of them rewritten. */
    private void retransform(ClassLoader loader, List<Class<?>> classes) {
        try {
            instrumentation.retransformClasses(classes.toArray(new Class<?>[0]));
        } catch (Throwable e) {
            weaver().giveUp(loader, "what is loaded already cannot be rewritten: " + Described.briefly(e));
        }
    }

    @Override
    public byte[] transform(
            ClassLoader loader, String className, Class<?> loaded, ProtectionDomain domain, byte[] classFile) {
        if (className == null || !className.startsWith(KAFKA)) {
            return null;
        }
        try {
            Weaver ready = weaver();
            return ready == null ? null : ready.weave(loader, className.replace('/', '.'), classFile);
        } catch (Throwable e) {
            OperatorLog.once("transform " + className, className + " is left as it is: " + Described.briefly(e));
            return null;
        }
    }

    /** Returns null where the weaver could not be made. */
    private synchronized Weaver weaver() {
        if (weaver == null && !failed) {
            try {
                weaver = new Weaver(instrumentation, hooks, wanted, services);
            } catch (Throwable e) {
                failed = true;
                OperatorLog.line(
                        "cannot rewrite Kafka's classes, the application runs without: " + Described.briefly(e));
            }
        }
        return weaver;
    }
}
