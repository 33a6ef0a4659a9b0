package io.kafkalifeline.agent.sdk;

import io.kafkalifeline.init.ConnectionCounts;
import io.kafkalifeline.init.InitSink;
import io.kafkalifeline.init.Initialisation;
import io.kafkalifeline.init.StartContext;
import io.kafkalifeline.telemetry.Drops;
import io.kafkalifeline.telemetry.InitQueue;
import io.kafkalifeline.telemetry.LiveCounts;
import io.kafkalifeline.telemetry.OwnThreads;
import io.kafkalifeline.telemetry.TelemetrySettings;
import java.util.List;

/**
 * Spans and metrics of one kafka-clients, which share a queue with those of every other in this JVM. Loads no
 * OpenTelemetry class of ours: that happens on a thread of ours, when the first initialisation is there to be exported.
 *
 * <p>Knows the loader of that kafka-clients: nothing that outlives it may refer to this object.
 */
public final class Telemetry {
    private static final int QUEUE_CAPACITY = 4_096;

    private static final LiveCounts COUNTS = new LiveCounts(Drops.OF_JVM);

    private static InitQueue<Addressed> queue;
    private static Destinations destinations;

    private final TelemetrySettings wanted;
    private final Applications applications;

    private Telemetry(TelemetrySettings wanted, Applications applications) {
        this.wanted = wanted;
        this.applications = applications;
    }

    /**
     * Connects one kafka-clients. Any thread.
     *
     * @param wanted spans, metrics or both; only the first call's counts
     * @param kafka the loader of that kafka-clients; null for the bootstrap loader
     */
    public static synchronized Telemetry of(TelemetrySettings wanted, ClassLoader kafka) {
        if (queue == null) {
            OtelSettings otel = new OtelSettings(System.getenv(), System.getProperties());
            SdkStart ours = new SdkStart(otel, wanted, COUNTS);
            destinations = new Destinations(otel, wanted, COUNTS, ours);
            queue = new InitQueue<>(
                    "telemetry", destinations::start, destinations::resting, QUEUE_CAPACITY, Drops.OF_JVM);
            flushAtExit(ours, queue);
        }
        return new Telemetry(wanted, new Applications(kafka));
    }

    /** Takes what becomes spans and metrics. */
    public InitSink sink() {
        return this::accept;
    }

    /** The current span of the thread that begins an initialisation; nothing where no spans are wanted. */
    public StartContext startContext() {
        if (!wanted.spans()) {
            return StartContext.NONE;
        }
        return JavaAgent.present() ? JavaAgent.currentSpan()::get : this::currentSpan;
    }

    /** Counts what its clients do; nothing where no metrics are wanted. */
    public ConnectionCounts counts() {
        return wanted.metrics() ? new ApplicationCounts(applications, COUNTS) : ConnectionCounts.NONE;
    }

    private void accept(Initialisation initialisation) {
        List<ApplicationOpenTelemetry> application = applications.calling();
        if (destinations.areFor(application)) {
            queue.accept(new Addressed(initialisation, application));
        }
    }

    private Object currentSpan() {
        for (ApplicationOpenTelemetry copy : applications.calling()) {
            Object current = copy.currentSpan();
            if (current != null) {
                return current;
            }
        }
        return null;
    }

    /** Registers the flush now rather than when the SDK starts: a program may end before that, with spans to export. */
    private static void flushAtExit(SdkStart ours, InitQueue<Addressed> sink) {
        try {
            Runtime.getRuntime().addShutdownHook(OwnThreads.daemon("flush", () -> ours.flush(sink)));
        } catch (IllegalStateException e) {
            // The JVM is on its way out already.
            return;
        }
    }
}
