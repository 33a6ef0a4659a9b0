package io.kafkalifeline.agent;

import io.kafkalifeline.agent.settings.Settings;
import io.kafkalifeline.agent.settings.SettingsReader;
import io.kafkalifeline.agent.weaving.HookPackage;
import io.kafkalifeline.agent.weaving.KafkaTransformer;
import io.kafkalifeline.log.OperatorLog;
import io.kafkalifeline.weave.Feature;
import java.lang.instrument.Instrumentation;

/**
 * What runs before the application's first line, in the agent's loader: reads the settings and registers the
 * transformer. Everything heavy waits for the first Kafka class.
 */
public final class Installation {
    private Installation() {}

    /** Called once by {@link KafkaLifelineAgent}, by name. */
    public static void start(String arguments, Instrumentation instrumentation) {
        SettingsReader reader = new SettingsReader(arguments, System.getProperties(), System.getenv());
        Settings settings = reader.read();
        for (String problem : reader.problems()) {
            OperatorLog.line(problem);
        }
        if (!settings.enabled() || settings.features().isEmpty()) {
            return;
        }
        if (!settings.features().contains(Feature.RECORDING)
                && (settings.jsonEvents() || !settings.listenerJar().isEmpty())) {
            OperatorLog.line("tracing=false: log.events and listener.jar hear of nothing");
        }
        preload("java.util.concurrent.ThreadLocalRandom");
        preload("java.lang.invoke.MethodHandle$1");
        new KafkaTransformer(instrumentation, HookPackage.ours(), settings.features(), new ServicesFactory(settings))
                .install();
    }

    /** Loads a class of the JDK that would otherwise be needed, for the first time, while it is being transformed. */
    private static void preload(String name) {
        try {
            Class.forName(name, true, null);
        } catch (ClassNotFoundException | LinkageError e) {
            // an internal class that this JDK does not have
        }
    }
}
