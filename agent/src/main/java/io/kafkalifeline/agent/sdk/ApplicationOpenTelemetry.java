package io.kafkalifeline.agent.sdk;

import io.kafkalifeline.init.Initialisation;
import io.kafkalifeline.telemetry.LiveCounts;
import io.kafkalifeline.telemetry.TelemetrySettings;
import java.lang.reflect.Field;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The OpenTelemetry that one kafka-clients' loader can see, if any. Nothing here sets anything in it: the application
 * may set it up later than its first Kafka client.
 */
final class ApplicationOpenTelemetry {
    private static final String GLOBAL = "io.opentelemetry.api.GlobalOpenTelemetry";
    private static final String STORAGE = "io.opentelemetry.context.ContextStorageWrappers";

    private final ClassLoader application;
    private ApplicationLoader loader;
    private volatile Field storageInitialized;
    private volatile boolean unseen;
    private volatile Supplier<?> currentSpan;

    /** @param application the loader of kafka-clients; null for the bootstrap loader, which sees no application */
    ApplicationOpenTelemetry(ClassLoader application) {
        this.application = application;
        this.unseen = application == null;
    }

    /** Whether the application has set its global OpenTelemetry by now. */
    boolean isSet() {
        if (unseen) {
            return false;
        }
        try {
            Class<?> global = Class.forName(GLOBAL, false, application);
            try {
                return (Boolean) global.getMethod("isSet").invoke(null);
            } catch (NoSuchMethodException beforeVersion157) {
                Field set = global.getDeclaredField("globalOpenTelemetry");
                set.setAccessible(true);
                return set.get(null) != null;
            }
        } catch (ReflectiveOperationException | LinkageError | RuntimeException e) {
            return false;
        }
    }

    /** Begins to emit through the application's global OpenTelemetry. Call it only where {@link #isSet}. */
    @SuppressWarnings("unchecked")
    Consumer<Initialisation> emit(TelemetrySettings wanted, LiveCounts counts) throws ReflectiveOperationException {
        Class<?> emission = loader().loadClass("io.kafkalifeline.telemetry.Emission");
        Object made = emission.getConstructor(TelemetrySettings.class, LiveCounts.class)
                .newInstance(wanted, counts);
        return (Consumer<Initialisation>) emission.getMethod("toGlobal").invoke(made);
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
                Field field = Class.forName(STORAGE, false, application).getDeclaredField("storageInitialized");
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
            loader = new ApplicationLoader(application);
        }
        return loader;
    }
}
