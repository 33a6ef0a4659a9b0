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
import io.opentelemetry.api.OpenTelemetry;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Starts our own OpenTelemetry, once. Called on the telemetry's thread at the first initialisation that needs it,
 * because the SDK takes a second or more to start and logs through java.util.logging, which an application must be able
 * to configure before anybody else touches it.
 */
final class SdkStart implements Supplier<Consumer<Initialisation>> {
    private final OtelSettings settings;
    private final TelemetrySettings wanted;
    private final LiveCounts counts;
    private UsableSettings usable;
    private volatile Sdk sdk;

    SdkStart(OtelSettings settings, TelemetrySettings wanted, LiveCounts counts) {
        this.settings = settings;
        this.wanted = wanted;
        this.counts = counts;
    }

    /** Starts it where the operator's settings ask for it; null where they do not, or cannot be understood. */
    @Override
    public Consumer<Initialisation> get() {
        Set<Signal> asked = asked();
        UsableSettings usable = usable();
        asked.forEach(signal -> tellProblem(signal, usable.problem(signal)));
        if (!usable.endpoints().isEmpty()) {
            return start(usable);
        }
        if (asked.isEmpty() && wanted.spans() && !settings.tracesOff()) {
            OperatorLog.line("spans stay off: no OTEL_* setting asks for them,"
                    + " for example OTEL_EXPORTER_OTLP_ENDPOINT=http://localhost:4318");
        }
        return null;
    }

    /** Read once: by whom that needs them first, the SDK or the end of the JVM. */
    private synchronized UsableSettings usable() {
        if (usable == null) {
            usable = new UsableSettings(settings, asked());
        }
        return usable;
    }

    private Set<Signal> asked() {
        Set<Signal> asked = EnumSet.noneOf(Signal.class);
        if (wanted.spans() && !settings.tracesOff() && settings.asksForTraces()) {
            asked.add(Signal.TRACES);
        }
        if (wanted.metrics() && settings.asksForMetrics()) {
            asked.add(Signal.METRICS);
        }
        return asked;
    }

    private static void tellProblem(Signal signal, String problem) {
        if (problem != null) {
            OperatorLog.line((signal == Signal.TRACES ? "spans" : "metrics") + " stay off: " + problem);
        }
    }

    private Consumer<Initialisation> start(UsableSettings usable) {
        boolean traces = usable.endpoints().containsKey(Signal.TRACES);
        String problem;
        try {
            Sdk ours = Sdk.start(usable, counts);
            sdk = ours;
            if (!usable.notes().isEmpty()) {
                OperatorLog.line("OTEL_* settings are used in part: " + String.join("; ", usable.notes()));
            }
            if (traces && isTakenByDatadog(ours.openTelemetry())) {
                OperatorLog.line("spans go through Datadog's agent, which takes them from OpenTelemetry"
                        + " (dd.trace.otel.enabled=true); OTEL_* settings do not matter for them");
            }
            return new Emission(wanted, counts)
                    .to(
                            ours.openTelemetry(),
                            traces,
                            usable.endpoints().containsKey(Signal.METRICS),
                            ours::awaitRoomFor);
        } catch (LinkageError e) {
            problem = "this Java runtime lacks what the exporter needs (java.net.http, java.logging): "
                    + Described.briefly(e);
        } catch (RuntimeException e) {
            problem = SdkBuild.explain(e);
        }
        OperatorLog.line((traces ? "spans" : "metrics") + " stay off: " + SecretShapes.mask(problem));
        return null;
    }

    /** Datadog's agent rewrites every class that is an OpenTelemetry, ours too: then the settings do not matter. */
    static boolean isTakenByDatadog(OpenTelemetry openTelemetry) {
        return openTelemetry.getTracerProvider().getClass().getName().startsWith("datadog.");
    }

    /**
     * Exports what {@code sink} still holds, at the end of the JVM. Where nobody answers, that takes a quarter of a second
     * at most, though the SDK may not even have started.
     */
    void flush(InitQueue<?> sink) {
        if (sdk == null && sink.awaitDrained(0)) {
            return;
        }
        EndOfJvm end = new EndOfJvm();
        Map<Signal, Endpoint> endpoints = usable().endpoints();
        end.probe(endpoints.values());
        boolean drained = end.await(() -> sink.awaitDrained(0), endpoints.values());
        Sdk started = sdk;
        if (started != null) {
            started.shutdown().forEach((signal, result) -> {
                Endpoint endpoint = endpoints.get(signal);
                if (!end.await(result::isDone, List.of(endpoint))) {
                    started.gaveUp(endpoint);
                }
            });
        } else if (!drained) {
            endpoints.values().stream()
                    .filter(endpoint -> !endpoint.isPromising())
                    .forEach(ExportFailures::tellLastLoss);
        }
    }
}
