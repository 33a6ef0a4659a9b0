package io.kafkalifeline.telemetry;

import io.kafkalifeline.init.Initialisation;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.IntPredicate;

/** What is made of initialisations, wherever it goes to. */
public final class Emission {
    private final Duration reauthenticationInterval;
    private final boolean currentIsParent;
    private final LiveCounts counts;

    /** @param reauthenticationInterval see {@link InitSpans}, as for {@code currentIsParent} */
    public Emission(Duration reauthenticationInterval, boolean currentIsParent, LiveCounts counts) {
        this.reauthenticationInterval = reauthenticationInterval;
        this.currentIsParent = currentIsParent;
        this.counts = counts;
    }

    /**
     * Begins to emit spans, metrics or both through {@code openTelemetry}.
     *
     * @param room see {@link InitSpans}
     */
    public Consumer<Initialisation> to(OpenTelemetry openTelemetry, boolean spans, boolean metrics, IntPredicate room) {
        Consumer<Initialisation> initMetrics = metrics ? new InitMetrics(openTelemetry, counts) : ended -> {};
        return spans
                ? initMetrics.andThen(new InitSpans(openTelemetry, reauthenticationInterval, currentIsParent, room))
                : initMetrics;
    }

    /**
     * The same through the global one, which must be set already: asking for it would set it to nothing. Metrics are left
     * out where its API is too old for them.
     */
    public Consumer<Initialisation> toGlobal() {
        OpenTelemetry global = GlobalOpenTelemetry.get();
        try {
            return to(global, true, true, spans -> true);
        } catch (LinkageError e) {
            return to(global, true, false, spans -> true);
        }
    }
}
