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
import java.util.Set;
import java.util.function.BiFunction;

/**
 * Sees every class that the JVM loads, and leaves all but a few of Kafka's alone. Byte Buddy is not touched, nor even
 * loaded, before the first class of Kafka appears.
 */
public final class KafkaTransformer implements ClassFileTransformer {
    private static final String KAFKA = "org/apache/kafka/";
    private static final int FRAMES_OF_A_HANDLER = 40;

    private final Instrumentation instrumentation;
    private final HookPackage hooks;
    private final Wanted wanted;
    private final BiFunction<Set<Feature>, ClassLoader, Services> services;

    private final OwnStack ownStack = new OwnStack();
    private final SecondTries secondTries = new SecondTries(new Serving());

    private volatile Weaver weaver;
    private volatile boolean failed;

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
        preload(Errand.class, LoaderResources.class, Moment.class, Weaving.class);
        instrumentation.addTransformer(this, true);
        IdentityHashMap<ClassLoader, Class<?>> loaders = new IdentityHashMap<>();
        for (Class<?> candidate : instrumentation.getAllLoadedClasses()) {
            if (candidate.getName().startsWith(HookCatalog.KAFKA)) {
                loaders.put(candidate.getClassLoader(), candidate);
            }
        }
        for (ClassLoader loader : loaders.keySet()) {
            retransform(loader);
        }
    }

    /** Loads and initialises them while nothing is on the stack. */
    private static void preload(Class<?>... types) {
        for (Class<?> type : types) {
            try {
                Class.forName(type.getName(), true, type.getClassLoader());
            } catch (ClassNotFoundException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** The classes of one loader that are loaded and that hooks rewrite. */
    private List<Class<?>> loaded(ClassLoader loader) throws Exception {
        Weaver ready = weaver();
        List<Class<?>> loaded = new ArrayList<>();
        for (Class<?> candidate : instrumentation.getAllLoadedClasses()) {
            if (candidate.getClassLoader() == loader && ready != null && ready.rewrites(candidate.getName())) {
                loaded.add(candidate);
            }
        }
        return loaded;
    }

    /** Rewrites all classes of one loader in one step, so that no thread ever sees half of them rewritten. */
    private void retransform(ClassLoader loader) {
        try {
            List<Class<?>> classes = loaded(loader);
            if (!classes.isEmpty()) {
                instrumentation.retransformClasses(classes.toArray(new Class<?>[0]));
            }
        } catch (Throwable e) {
            giveUp(loader, "what is loaded already cannot be rewritten: " + Described.briefly(e));
        }
    }

    private void giveUp(ClassLoader loader, String why) {
        Weaver ready = weaver;
        if (ready != null) {
            ready.giveUp(loader, why);
        }
    }

    @Override
    public byte[] transform(
            ClassLoader loader, String className, Class<?> loaded, ProtectionDomain domain, byte[] classFile) {
        if (className == null || !className.startsWith(KAFKA)) {
            return null;
        }
        // What follows may be on the last of the caller's stack: it is little, and was loaded before.
        String kafkaClass = className.replace('/', '.');
        try {
            Weaver ready = weaver;
            if (failed || (ready != null && !ready.rewrites(kafkaClass)) || secondTries.skip(loader, kafkaClass)) {
                return null;
            }
            leaveRoom(FRAMES_OF_A_HANDLER);
            Errand errand = new Errand(new LoaderResources(loader), new Weaving(loader, kafkaClass, classFile));
            ownStack.execute(errand);
            return errand.await();
        } catch (Throwable e) {
            if (Moment.isToBlame(e)) {
                secondTries.postpone(loader, kafkaClass, e);
            } else {
                OperatorLog.once("transform " + className, className + " is left as it is: " + Described.briefly(e));
            }
            return null;
        }
    }

    /** Overflows here, rather than where nobody could note it. */
    private static int leaveRoom(int frames) {
        return frames == 0 ? 0 : 1 + leaveRoom(frames - 1);
    }

    /** Returns null where the weaver cannot be made; throws where it may be another time. */
    private synchronized Weaver weaver() throws Exception {
        if (weaver == null && !failed) {
            try {
                weaver = new Weaver(instrumentation, hooks, wanted, services, ownStack, secondTries);
            } catch (Throwable e) {
                if (Moment.isToBlame(e)) {
                    throw e;
                }
                failed = true;
                OperatorLog.line(
                        "cannot rewrite Kafka's classes, the application runs without: " + Described.briefly(e));
            }
        }
        return weaver;
    }

    /** The weaving of one class, on a thread of ours. A lambda would be made on the caller's stack. */
    private final class Weaving implements Errand.Work {
        private final ClassLoader loader;
        private final String kafkaClass;
        private final byte[] classFile;

        Weaving(ClassLoader loader, String kafkaClass, byte[] classFile) {
            this.loader = loader;
            this.kafkaClass = kafkaClass;
            this.classFile = classFile;
        }

        @Override
        public byte[] weave(Resources resources) throws Exception {
            Weaver ready = weaver();
            return ready == null ? null : ready.weave(loader, kafkaClass, classFile, resources);
        }
    }

    private final class Serving implements SecondTries.Serving {
        @Override
        public Object pause(ClassLoader loader) {
            Weaver ready = weaver;
            return ready == null
                    ? "kafka-clients in " + KafkaLibrary.describe(loader) + " class loader"
                    : ready.pause(loader);
        }

        @Override
        public void giveUp(ClassLoader loader, String why) {
            KafkaTransformer.this.giveUp(loader, why);
        }

        @Override
        public List<Class<?>> loaded(ClassLoader loader) throws Exception {
            return KafkaTransformer.this.loaded(loader);
        }

        @Override
        public void serveAnew(ClassLoader loader, Class<?> kafkaClass) throws Exception {
            weaver().forget(loader);
            if (kafkaClass != null) {
                weaver().prepare(kafkaClass);
                retransform(loader);
            }
        }

        @Override
        public void execute(Runnable task) throws Exception {
            ownStack.execute(task);
        }
    }
}
