package io.kafkalifeline.agent.sdk;

import io.kafkalifeline.agent.sdk.OtelSettings.Signal;
import io.kafkalifeline.init.Initialisation;
import io.kafkalifeline.log.Described;
import io.kafkalifeline.log.OperatorLog;
import io.kafkalifeline.log.Scrubber;
import io.kafkalifeline.telemetry.Emission;
import io.kafkalifeline.telemetry.InitQueue;
import io.kafkalifeline.telemetry.LiveCounts;
import io.kafkalifeline.telemetry.TelemetrySettings;
import io.opentelemetry.api.OpenTelemetry;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Decides, once, whose OpenTelemetry takes spans and metrics: that of the OpenTelemetry Java agent, the application's
 * global one, or our own, which is then started. Called on the sink's thread at the first
 * initialisation, because the SDK takes a second or more to start and logs through java.util.logging, which an
 * application must be able to configure before anybody else touches it.
 */
final class SdkStart implements Supplier<Consumer<Initialisation>> {
    /** How long the exit of the JVM may be delayed, however dead the collector is. */
    private static final long EXIT_NANOS = TimeUnit.MILLISECONDS.toNanos(2_500);

    private static final long LEAST_FLUSH_NANOS = TimeUnit.MILLISECONDS.toNanos(300);

    private final OtelSettings settings;
    private final TelemetrySettings wanted;
    private final LiveCounts counts;
    private ApplicationOpenTelemetry application;
    private volatile Sdk sdk;

    SdkStart(OtelSettings settings, TelemetrySettings wanted, LiveCounts counts, ApplicationOpenTelemetry application) {
        this.settings = settings;
        this.wanted = wanted;
        this.counts = counts;
        this.application = application;
    }

    @Override
    public Consumer<Initialisation> get() {
        if (settings.disabled()) {
            return null;
        }
        ApplicationOpenTelemetry asked = application;
        // The decision is made once: the application's classes must not be kept alive after it.
        application = null;
        Consumer<Initialisation> theirs = throughTheAgents();
        if (theirs == null && asked.isSet()) {
            theirs = throughTheApplications(asked);
        }
        return theirs == null ? throughOurs() : theirs;
    }

    private Consumer<Initialisation> throughTheAgents() {
        if (!JavaAgent.present()) {
            return null;
        }
        OpenTelemetry bridge = JavaAgent.bridge();
        if (bridge == null) {
            return null;
        }
        OperatorLog.line(wanted + " go through the OpenTelemetry Java agent");
        return emission().to(bridge);
    }

    private Consumer<Initialisation> throughTheApplications(ApplicationOpenTelemetry applications) {
        try {
            Consumer<Initialisation> output = applications.emit(wanted, counts);
            OperatorLog.line(wanted + " go through the application's own OpenTelemetry");
            return output;
        } catch (ReflectiveOperationException | LinkageError e) {
            OperatorLog.line("the application's own OpenTelemetry cannot be used (" + Described.of(e) + ")");
            return null;
        }
    }

    private Consumer<Initialisation> throughOurs() {
        boolean spansMayBe = wanted.spans() && !settings.tracesOff();
        boolean metricsAsked = wanted.metrics() && settings.asksForMetrics();
        boolean traces = spansMayBe && settings.asksForTraces() && possible(Signal.TRACES, "spans");
        boolean metrics = metricsAsked && possible(Signal.METRICS, "metrics");
        if (traces || metrics) {
            return start(traces, metrics);
        }
        if (spansMayBe && !settings.asksForTraces() && !metricsAsked) {
            OperatorLog.line("spans stay off: no OTEL_* setting asks for them,"
                    + " for example OTEL_EXPORTER_OTLP_ENDPOINT=http://localhost:4318");
        }
        return null;
    }

    private Emission emission() {
        return new Emission(wanted, counts);
    }

    private boolean possible(Signal signal, String what) {
        String problem = settings.problem(signal);
        if (problem != null) {
            OperatorLog.line(what + " stay off: " + Scrubber.scrub(problem));
        }
        return problem == null;
    }

    private Consumer<Initialisation> start(boolean traces, boolean metrics) {
        String problem;
        try {
            Sdk ours = Sdk.start(settings, traces, metrics, counts);
            sdk = ours;
            return emission().to(ours.openTelemetry(), traces, metrics, ours::awaitRoomFor);
        } catch (LinkageError e) {
            problem = "this Java runtime lacks what the exporter needs (java.net.http, java.logging): " + e;
        } catch (RuntimeException e) {
            problem = Sdk.explain(e);
        }
        OperatorLog.line((traces ? "spans" : "metrics") + " stay off: " + Scrubber.scrub(problem));
        return null;
    }

    /** Exports what {@code sink} still holds, at the end of the JVM. */
    void flush(InitQueue sink) {
        long deadline = System.nanoTime() + EXIT_NANOS;
        sink.awaitDrained(EXIT_NANOS);
        Sdk started = sdk;
        if (started != null) {
            started.shutdown(Math.max(LEAST_FLUSH_NANOS, deadline - System.nanoTime()));
        }
    }
}
