package io.kafkalifeline.telemetry;

import io.kafkalifeline.init.Initialisation;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
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
     * would set it to nothing. Metrics are left out where its API is too old for them.
     */
    public Consumer<Initialisation> toGlobal() {
        OpenTelemetry global = GlobalOpenTelemetry.get();
        try {
            return to(global);
        } catch (LinkageError e) {
            return to(global, settings.spans(), false, spans -> true);
        }
    }
}
