package io.kafkalifeline.telemetry;

import io.kafkalifeline.init.Initialisation;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.metrics.MeterProvider;
import io.opentelemetry.api.trace.TracerProvider;
import java.util.function.Consumer;
import java.util.function.IntPredicate;

/** Makes spans and metrics of initialisations, whosever OpenTelemetry takes them. */
public final class Emission {
    private final TelemetrySettings settings;
    private final LiveCounts counts;

    /** @param counts what {@link InitMetrics} turns into counters */
    public Emission(TelemetrySettings settings, LiveCounts counts) {
        this.settings = settings;
        this.counts = counts;
    }

    /** Begins to emit all that is wanted through {@code openTelemetry}. */
    public Consumer<Initialisation> to(OpenTelemetry openTelemetry) {
        return to(openTelemetry, settings.spans(), settings.metrics(), spans -> true);
    }

    /**
     * Begins to emit spans, metrics or both through {@code openTelemetry}.
     *
     * @param room see {@link InitSpans}
     */
    public Consumer<Initialisation> to(OpenTelemetry openTelemetry, boolean spans, boolean metrics, IntPredicate room) {
        Consumer<Initialisation> initMetrics = metrics ? new InitMetrics(openTelemetry, counts) : ended -> {};
        return spans
                ? initMetrics.andThen(new InitSpans(
                        openTelemetry, settings.reauthenticationInterval(), settings.currentSpanIsParent(), room))
                : initMetrics;
    }

    /**
     * Begins to emit all that is wanted through the global OpenTelemetry, which must be set already: asking for it
     * would set it to nothing. Metrics are left out where its API is too old for them. Returns null where it does
     * nothing: somebody has asked for it before it was set.
     */
    public Consumer<Initialisation> toGlobal() {
        OpenTelemetry global = GlobalOpenTelemetry.get();
        boolean spansGoNowhere = global.getTracerProvider() == TracerProvider.noop();
        try {
            return spansGoNowhere && global.getMeterProvider() == MeterProvider.noop() ? null : to(global);
        } catch (LinkageError e) {
            return spansGoNowhere ? null : to(global, settings.spans(), false, spans -> true);
        }
    }
}
