package io.kafkalifeline.agent.weaving;

import io.kafkalifeline.agent.loading.MixingLoader;

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

    /** @param kafka null for the bootstrap loader */
    BridgeLoader(HookPackage hooks, ClassLoader agent, ClassLoader kafka) {
        super("kafka-lifeline-bridge", agent, kafka);
        this.hooks = hooks;
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
