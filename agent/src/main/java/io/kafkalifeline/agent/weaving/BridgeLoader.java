package io.kafkalifeline.agent.weaving;

import io.kafkalifeline.agent.loading.MixingLoader;
import java.lang.invoke.MethodHandle;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Where the hooks meet one kafka-clients: defines the hooks anew from the agent's class files, takes the agent's other
 * classes and OpenTelemetry from the agent's loader and everything else, Kafka above all, from the loader that holds
 * that kafka-clients.
 *
 * <p>It refers to Kafka's loader, so nothing that outlives Kafka may refer to it strongly: a class of Kafka's
 * holds it.
 */
final class BridgeLoader extends MixingLoader {
    static {
        registerAsParallelCapable();
    }

    private final HookPackage hooks;
    private final Census census;
    private final Map<String, MethodHandle> prepared = new ConcurrentHashMap<>();

    /** @param kafka null for the bootstrap loader */
    BridgeLoader(HookPackage hooks, ClassLoader agent, ClassLoader kafka, Census census) {
        super("kafka-lifeline-bridge", agent, kafka);
        this.hooks = hooks;
        this.census = census;
    }

    /** Told when a hook is linked. */
    Census census() {
        return census;
    }

    /** Keeps what a call site will need, by the names of advice class and method. */
    void keep(String hook, MethodHandle body) {
        prepared.put(hook, body);
    }

    /** What was kept; null where nothing was. */
    MethodHandle kept(String hook) {
        return prepared.get(hook);
    }

    @Override
    protected boolean isDefinedHere(String className) {
        return hooks.contains(className);
    }

    @Override
    protected boolean isOfTheAgent(String className) {
        return className.startsWith("io.kafkalifeline.") || className.startsWith("io.opentelemetry.");
    }
}
