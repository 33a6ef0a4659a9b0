package io.kafkalifeline.agent.sdk;

import io.kafkalifeline.init.InitSink;
import io.kafkalifeline.init.StartContext;
import io.kafkalifeline.telemetry.InitQueue;
import io.kafkalifeline.telemetry.LiveCounts;
import io.kafkalifeline.telemetry.OwnThreads;
import io.kafkalifeline.telemetry.TelemetrySettings;

/**
 * Spans and metrics of one kafka-clients, which share a queue with those of every other in this JVM. Loads no
 * OpenTelemetry class: that happens on a thread of ours, when the first initialisation is there to be exported.
 *
 * <p>Knows the OpenTelemetry of that application: nothing that outlives the application may refer to this object.
 */
public final class Telemetry {
    private static final int QUEUE_CAPACITY = 4_096;

    private static final LiveCounts COUNTS = new LiveCounts();

    private static InitQueue queue;

    private final InitSink sink;
    private final StartContext startContext;

    private Telemetry(InitSink sink, StartContext startContext) {
        this.sink = sink;
        this.startContext = startContext;
    }

    /**
     * Connects one kafka-clients. Any thread.
     *
     * @param wanted spans, metrics or both; only the first call's counts
     * @param kafka the loader of that kafka-clients; null for the bootstrap loader
     */
    public static synchronized Telemetry of(TelemetrySettings wanted, ClassLoader kafka) {
        ApplicationOpenTelemetry application = new ApplicationOpenTelemetry(kafka);
        if (queue == null) {
            OtelSettings otel = new OtelSettings(System.getenv(), System.getProperties());
            SdkStart start = new SdkStart(otel, wanted, COUNTS, application);
            queue = new InitQueue("telemetry", start, QUEUE_CAPACITY, COUNTS);
            flushAtExit(start, queue);
        }
        return new Telemetry(queue, wanted.spans() ? currentSpan(application) : StartContext.NONE);
    }

    /** Takes what becomes spans and metrics. */
    public InitSink sink() {
        return sink;
    }

    /** The current span of the thread that begins an initialisation; nothing where no spans are wanted. */
    public StartContext startContext() {
        return startContext;
    }

    /** The counts of this JVM, also for listeners that are too slow. */
    public static LiveCounts counts() {
        return COUNTS;
    }

    private static StartContext currentSpan(ApplicationOpenTelemetry application) {
        return JavaAgent.present() ? JavaAgent.currentSpan()::get : application::currentSpan;
    }

    /** Registers the flush now rather than when the SDK starts: a program may end before that, with spans to export. */
    private static void flushAtExit(SdkStart start, InitQueue sink) {
        try {
            Runtime.getRuntime().addShutdownHook(OwnThreads.daemon("flush", () -> start.flush(sink)));
        } catch (IllegalStateException e) {
            // The JVM is on its way out already.
            return;
        }
    }
}
