package io.kafkalifeline.agent.sdk;

import io.kafkalifeline.init.Initialisation;
import io.kafkalifeline.log.Described;
import io.kafkalifeline.log.OperatorLog;
import io.kafkalifeline.telemetry.Drops;
import io.kafkalifeline.telemetry.LiveCounts;
import io.kafkalifeline.telemetry.TelemetrySettings;
import java.lang.ref.WeakReference;
import java.lang.reflect.Field;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * One copy of OpenTelemetry's API that applications can see, with what they have set in it. Nothing here sets anything:
 * an application may set it up later than its first Kafka client.
 *
 * <p>It refers to the application's classes. Only one of them holds it, the copy's {@code GlobalOpenTelemetry}, so it
 * goes with the application; nothing of the agent's may hold it for longer than an initialisation is under way.
 */
final class ApplicationOpenTelemetry {
    private static final String GLOBAL = "io.opentelemetry.api.GlobalOpenTelemetry";
    private static final String STORAGE = "io.opentelemetry.context.ContextStorageWrappers";
    private static final ClassValue<ApplicationOpenTelemetry> COPIES = new ClassValue<>() {
        @Override
        protected ApplicationOpenTelemetry computeValue(Class<?> api) {
            return new ApplicationOpenTelemetry(api);
        }
    };

    private final Class<?> api;
    private final LiveCounts counts = new LiveCounts(Drops.OF_JVM);
    private ApplicationLoader loader;
    private volatile Field storageInitialized;
    private volatile boolean unseen;
    private volatile Supplier<?> currentSpan;
    // What follows is decided and used on the telemetry's thread alone.
    private WeakReference<Object> asked = new WeakReference<>(null);
    private Consumer<Initialisation> output;
    private boolean counted;
    private boolean leftToUs;

    private ApplicationOpenTelemetry(Class<?> api) {
        this.api = api;
    }

    /**
     * Returns the copy of the API that a loader sees, null where it sees none. It is the same for all loaders that see
     * the same classes. Any thread.
     *
     * @param application null for the bootstrap loader, which sees no application
     */
    static ApplicationOpenTelemetry seenBy(ClassLoader application) {
        if (application == null) {
            return null;
        }
        try {
            return COPIES.get(Class.forName(GLOBAL, false, application));
        } catch (ClassNotFoundException | LinkageError | RuntimeException e) {
            // Loaders of web applications that were stopped throw an IllegalStateException.
            return null;
        }
    }

    /** What its application's clients count, whoever takes it. */
    LiveCounts counts() {
        return counts;
    }

    /**
     * Returns what emits through the global OpenTelemetry; null where the application has not set one by now, where it
     * has set one that does nothing, and where it was left to us. Where another one is set, that one is used.
     */
    Consumer<Initialisation> output(TelemetrySettings wanted) {
        if (leftToUs) {
            return null;
        }
        Object global = global();
        if (global == null || global != asked.get()) {
            asked = new WeakReference<>(global);
            output = global == null ? null : emit(wanted);
        }
        return output;
    }

    /** The application's clients are told of elsewhere: {@code others} count them from now on, too. */
    void countedBy(LiveCounts others) {
        if (!counted && others != counts) {
            counted = true;
            others.include(counts);
        }
    }

    /** From now on our own OpenTelemetry takes it, even if the application sets one. */
    void leaveToUs() {
        leftToUs = true;
    }

    /** What emits has failed for want of a class. A web application that was stopped has no more; that is no news. */
    void failed(LinkageError e) {
        output = null;
        if (!isStopped()) {
            cannotBeUsed(e);
        }
    }

    private Object global() {
        try {
            try {
                return (Boolean) api.getMethod("isSet").invoke(null)
                        ? api.getMethod("get").invoke(null)
                        : null;
            } catch (NoSuchMethodException beforeVersion157) {
                Field set = api.getDeclaredField("globalOpenTelemetry");
                set.setAccessible(true);
                return set.get(null);
            }
        } catch (ReflectiveOperationException | LinkageError | RuntimeException e) {
            return null;
        }
    }

    @SuppressWarnings("unchecked")
    private Consumer<Initialisation> emit(TelemetrySettings wanted) {
        try {
            Class<?> emission = loader().loadClass("io.kafkalifeline.telemetry.Emission");
            Object made = emission.getConstructor(TelemetrySettings.class, LiveCounts.class)
                    .newInstance(wanted, counts);
            Object emitting = emission.getMethod("toGlobal").invoke(made);
            if (emitting != null) {
                OperatorLog.line(wanted + " go through the application's own OpenTelemetry, in "
                        + LoaderName.of(api.getClassLoader()) + " class loader");
            }
            return (Consumer<Initialisation>) emitting;
        } catch (ReflectiveOperationException | LinkageError | RuntimeException e) {
            if (!isStopped()) {
                cannotBeUsed(e);
            }
            return null;
        }
    }

    private static void cannotBeUsed(Throwable e) {
        OperatorLog.line("the application's own OpenTelemetry cannot be used (" + Described.of(e) + ")");
    }

    /** Whether its loader gives no classes any more. */
    private boolean isStopped() {
        try {
            api.getClassLoader().loadClass(ApplicationOpenTelemetry.class.getName() + "$NoSuchClass");
            return false;
        } catch (ClassNotFoundException e) {
            return false;
        } catch (IllegalStateException e) {
            return true;
        }
    }

    /** The calling thread's current span; null where there is none. Called on network threads. */
    Object currentSpan() {
        if (unseen || !contextInUse()) {
            return null;
        }
        try {
            if (currentSpan == null) {
                currentSpan = (Supplier<?>) loader().loadClass("io.kafkalifeline.telemetry.CurrentSpan")
                        .getConstructor()
                        .newInstance();
            }
            return currentSpan.get();
        } catch (ReflectiveOperationException | LinkageError | RuntimeException e) {
            unseen = true;
            return null;
        }
    }

    /**
     * Whether the application has used a context yet. Asking for the current one before that would be harmful: what the
     * application wants to add to its context storage must be added before its first use.
     */
    private boolean contextInUse() {
        try {
            if (storageInitialized == null) {
                Field field =
                        Class.forName(STORAGE, false, api.getClassLoader()).getDeclaredField("storageInitialized");
                field.setAccessible(true);
                storageInitialized = field;
            }
            return storageInitialized.getBoolean(null);
        } catch (ReflectiveOperationException | LinkageError | RuntimeException e) {
            unseen = storageInitialized == null;
            return false;
        }
    }

    private synchronized ApplicationLoader loader() {
        if (loader == null) {
            loader = new ApplicationLoader(api.getClassLoader());
        }
        return loader;
    }
}
