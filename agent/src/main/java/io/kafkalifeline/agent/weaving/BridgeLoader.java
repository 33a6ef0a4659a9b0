package io.kafkalifeline.agent.weaving;

import java.io.IOException;
import java.io.InputStream;
import java.security.ProtectionDomain;

/**
 * Where the hooks meet one kafka-clients: defines the hooks anew from the agent's class files, takes the agent's other
 * classes and OpenTelemetry from the agent's loader and everything else, Kafka above all, from the loader that holds
 * that kafka-clients.
 *
 * <p>It refers to Kafka's loader, so nothing that outlives Kafka may refer to it strongly: a class of Kafka's
 * holds it.
 */
final class BridgeLoader extends ClassLoader {
    static {
        registerAsParallelCapable();
    }

    private final HookPackage hooks;
    private final ClassLoader agent;

    /** @param kafka null for the bootstrap loader */
    BridgeLoader(HookPackage hooks, ClassLoader agent, ClassLoader kafka) {
        super("kafka-lifeline-bridge", kafka);
        this.hooks = hooks;
        this.agent = agent;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!hooks.contains(name)) {
            return isAgents(name) ? agent.loadClass(name) : super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? define(name) : loaded;
        }
    }

    private static boolean isAgents(String name) {
        return name.startsWith("io.kafkalifeline.") || name.startsWith("io.opentelemetry.");
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        try (InputStream in = agent.getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (in == null) {
                throw new ClassNotFoundException(name);
            }
            byte[] bytes = in.readAllBytes();
            ProtectionDomain domain = BridgeLoader.class.getProtectionDomain();
            return defineClass(name, bytes, 0, bytes.length, domain);
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }
}
