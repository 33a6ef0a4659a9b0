package io.kafkalifeline.agent.sdk;

import io.kafkalifeline.agent.loading.MixingLoader;
import io.kafkalifeline.telemetry.Drops;
import io.kafkalifeline.telemetry.InitQueue;
import io.kafkalifeline.telemetry.LiveCounts;
import io.kafkalifeline.telemetry.OwnThreads;
import io.kafkalifeline.telemetry.Server;
import io.kafkalifeline.telemetry.StartSpan;
import io.kafkalifeline.telemetry.TelemetrySettings;
import java.util.Set;

/**
 * Where our telemetry meets the application's OpenTelemetry: defines what is typed against OpenTelemetry anew, so that
 * it speaks to the application's copy.
 */
final class ApplicationLoader extends MixingLoader {
    private static final String OURS = "io.kafkalifeline.";
    private static final String TELEMETRY = OURS + "telemetry.";

    /** The classes that both sides hand to each other; they know no OpenTelemetry. */
    static final Set<String> SHARED = Set.of(
            LiveCounts.class.getName(),
            OwnThreads.class.getName(),
            Server.class.getName(),
            Drops.class.getName(),
            InitQueue.class.getName(),
            StartSpan.class.getName(),
            TelemetrySettings.class.getName());

    static {
        registerAsParallelCapable();
    }

    ApplicationLoader(ClassLoader application) {
        super("kafka-lifeline-telemetry", ApplicationLoader.class.getClassLoader(), application);
    }

    @Override
    protected boolean isDefinedHere(String className) {
        return className.startsWith(TELEMETRY) && !SHARED.contains(className);
    }

    @Override
    protected boolean isOfTheAgent(String className) {
        return className.startsWith(OURS);
    }
}
