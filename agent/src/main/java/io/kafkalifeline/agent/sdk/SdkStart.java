package io.kafkalifeline.agent.sdk;

import io.kafkalifeline.agent.sdk.OtelSettings.Signal;
import io.kafkalifeline.init.Initialisation;
import io.kafkalifeline.log.Described;
import io.kafkalifeline.log.OperatorLog;
import io.kafkalifeline.log.SecretShapes;
import io.kafkalifeline.telemetry.Emission;
import io.kafkalifeline.telemetry.InitQueue;
import io.kafkalifeline.telemetry.LiveCounts;
import io.kafkalifeline.telemetry.TelemetrySettings;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Starts our own OpenTelemetry, once. Called on the telemetry's thread at the first initialisation that needs it,
 * because the SDK takes a second or more to start and logs through java.util.logging, which an application must be able
 * to configure before anybody else touches it.
 */
final class SdkStart implements Supplier<Consumer<Initialisation>> {
    /** How long the exit of the JVM may be delayed, however dead the collector is. */
    private static final long EXIT_NANOS = TimeUnit.MILLISECONDS.toNanos(2_500);

    private static final long LEAST_FLUSH_NANOS = TimeUnit.MILLISECONDS.toNanos(300);

    private final OtelSettings settings;
    private final TelemetrySettings wanted;
    private final LiveCounts counts;
    private volatile Sdk sdk;

    SdkStart(OtelSettings settings, TelemetrySettings wanted, LiveCounts counts) {
        this.settings = settings;
        this.wanted = wanted;
        this.counts = counts;
    }

    /** Starts it where the operator's settings ask for it; null where they do not, or cannot be understood. */
    @Override
    public Consumer<Initialisation> get() {
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

    private boolean possible(Signal signal, String what) {
        String problem = settings.problem(signal);
        if (problem != null) {
            OperatorLog.line(what + " stay off: " + SecretShapes.mask(problem));
        }
        return problem == null;
    }

    private Consumer<Initialisation> start(boolean traces, boolean metrics) {
        String problem;
        try {
            Sdk ours = Sdk.start(settings, traces, metrics, counts);
            sdk = ours;
            return new Emission(wanted, counts).to(ours.openTelemetry(), traces, metrics, ours::awaitRoomFor);
        } catch (LinkageError e) {
            problem = "this Java runtime lacks what the exporter needs (java.net.http, java.logging): "
                    + Described.briefly(e);
        } catch (RuntimeException e) {
            problem = Sdk.explain(e);
        }
        OperatorLog.line((traces ? "spans" : "metrics") + " stay off: " + SecretShapes.mask(problem));
        return null;
    }

    /** Exports what {@code sink} still holds, at the end of the JVM. */
    void flush(InitQueue<?> sink) {
        long deadline = System.nanoTime() + EXIT_NANOS;
        sink.awaitDrained(EXIT_NANOS);
        Sdk started = sdk;
        if (started != null) {
            started.shutdown(Math.max(LEAST_FLUSH_NANOS, deadline - System.nanoTime()));
        }
    }
}
