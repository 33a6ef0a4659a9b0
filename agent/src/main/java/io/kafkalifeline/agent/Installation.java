package io.kafkalifeline.agent;

import io.kafkalifeline.agent.settings.Output;
import io.kafkalifeline.agent.settings.Settings;
import io.kafkalifeline.agent.settings.SettingsReader;
import io.kafkalifeline.agent.weaving.HookPackage;
import io.kafkalifeline.agent.weaving.KafkaTransformer;
import io.kafkalifeline.agent.weaving.Wanted;
import io.kafkalifeline.log.OperatorLog;
import io.kafkalifeline.log.Scrubber;
import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs before the application's first line, in the agent's loader: reads the settings and registers the transformer.
 * Everything heavy waits for the first Kafka class.
 */
public final class Installation {
    private Installation() {}

    /** Called once by {@link KafkaLifelineAgent}, by name; false where the agent steps aside, as a line has said. */
    public static boolean start(String arguments, Instrumentation instrumentation) {
        SettingsReader reader = new SettingsReader(arguments, System.getProperties(), System.getenv());
        Settings settings = reader.read();
        for (String problem : reader.problems()) {
            OperatorLog.line(problem);
        }
        if (!settings.enabled() || settings.features().isEmpty()) {
            return true;
        }
        String dump = ArchiveDump.option(instrumentation);
        if (dump != null) {
            OperatorLog.line("steps aside: this JVM writes an archive of classes (" + dump
                    + "); run with that archive and the agent");
            return false;
        }
        Scrubber.prepare(settings.errorDetails());
        preload("java.util.concurrent.ThreadLocalRandom");
        preload("java.lang.invoke.MethodHandle$1");
        new KafkaTransformer(instrumentation, HookPackage.ours(), wanted(settings), new ServicesFactory(settings))
                .install();
        return true;
    }

    private static Wanted wanted(Settings settings) {
        List<String> otherOutputs = new ArrayList<>();
        for (Output output : settings.outputs()) {
            if (output != Output.SPANS) {
                otherOutputs.add(output.label());
            }
        }
        return new Wanted(settings.features(), settings.outputs().contains(Output.SPANS), otherOutputs);
    }

    /**
     * Loads a class of the JDK now, which would otherwise be loaded for the first time while it is being transformed.
     */
    private static void preload(String name) {
        try {
            Class.forName(name, true, null);
        } catch (ClassNotFoundException | LinkageError e) {
            // an internal class that this JDK does not have
        }
    }
}
