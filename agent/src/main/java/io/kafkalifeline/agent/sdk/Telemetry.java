package io.kafkalifeline.agent.sdk;

import io.kafkalifeline.init.InitSink;
import io.kafkalifeline.telemetry.InitQueue;
import io.kafkalifeline.telemetry.LiveCounts;
import io.kafkalifeline.telemetry.OwnThreads;
import java.time.Duration;

/**
 * The way into telemetry for the rest of the agent. Loads no OpenTelemetry class: that happens on a thread of ours, when
 * the first initialisation is there to be exported.
 */
public final class Telemetry {
    private static final int QUEUE_CAPACITY = 4_096;

    private static final LiveCounts COUNTS = new LiveCounts();

    private static InitQueue sink;

    private Telemetry() {}

    /**
     * The way to the one sink of this JVM for one kafka-clients. Any thread may call this.
     *
     * @param reauthenticationInterval see {@link io.kafkalifeline.telemetry.InitSpans}, as for {@code currentIsParent};
     *     only the first call's counts
     * @param kafka the loader of that kafka-clients; null for the bootstrap loader
     */
    public static synchronized InitSink initSink(
            Duration reauthenticationInterval, boolean currentIsParent, ClassLoader kafka) {
        ApplicationOpenTelemetry application = new ApplicationOpenTelemetry(kafka);
        if (sink == null) {
            OtelSettings settings = new OtelSettings(System.getenv(), System.getProperties());
            SdkStart start = new SdkStart(settings, reauthenticationInterval, currentIsParent, COUNTS, application);
            sink = new InitQueue("telemetry", start, QUEUE_CAPACITY, COUNTS);
            flushAtExit(start, sink);
        }
        return new LibrarySink(sink, application);
    }

    /** What this JVM counts without waiting, for whoever may have to leave something out. */
    public static LiveCounts counts() {
        return COUNTS;
    }

    /** Now rather than at the SDK's start: a program may end before that, and still have spans to export. */
    private static void flushAtExit(SdkStart start, InitQueue sink) {
        try {
            Runtime.getRuntime().addShutdownHook(OwnThreads.daemon("flush", () -> start.flush(sink)));
        } catch (IllegalStateException e) {
            // The JVM is on its way out already.
            return;
        }
    }
}
