package io.kafkalifeline.agent.sdk;

import io.kafkalifeline.telemetry.InitQueue;
import io.kafkalifeline.telemetry.LiveCounts;
import io.kafkalifeline.telemetry.OwnThreads;
import io.kafkalifeline.telemetry.Server;
import io.kafkalifeline.telemetry.StartSpan;
import io.kafkalifeline.telemetry.TelemetrySettings;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;

/**
 * Where our telemetry meets the application's OpenTelemetry: defines what is typed against OpenTelemetry anew, so that it
 * speaks to the application's copy, and takes the rest of the agent from the agent's loader.
 */
final class ApplicationLoader extends ClassLoader {
    private static final String TELEMETRY = "io.kafkalifeline.telemetry.";

    /** What both sides hand to each other; knows no OpenTelemetry. */
    static final Set<String> SHARED = Set.of(
            LiveCounts.class.getName(),
            OwnThreads.class.getName(),
            Server.class.getName(),
            InitQueue.class.getName(),
            StartSpan.class.getName(),
            TelemetrySettings.class.getName());

    static {
        registerAsParallelCapable();
    }

    private final ClassLoader agent = ApplicationLoader.class.getClassLoader();

    ApplicationLoader(ClassLoader application) {
        super("kafka-lifeline-telemetry", application);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith("io.kafkalifeline.")) {
            return super.loadClass(name, resolve);
        }
        if (!name.startsWith(TELEMETRY) || SHARED.contains(name)) {
            return agent.loadClass(name);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? define(name) : loaded;
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        try (InputStream in = agent.getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (in == null) {
                throw new ClassNotFoundException(name);
            }
            byte[] bytes = in.readAllBytes();
            return defineClass(name, bytes, 0, bytes.length, ApplicationLoader.class.getProtectionDomain());
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }
}
