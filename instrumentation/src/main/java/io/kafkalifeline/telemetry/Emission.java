package io.kafkalifeline.telemetry;

import io.kafkalifeline.init.Initialisation;
import io.opentelemetry.api.OpenTelemetry;
import java.time.Duration;
import java.util.function.Consumer;

/** What is made of initialisations, wherever it goes to. */
public final class Emission {
    private final Duration reauthenticationInterval;
    private final LiveCounts counts;

    /** @param reauthenticationInterval see {@link InitSpans} */
    public Emission(Duration reauthenticationInterval, LiveCounts counts) {
        this.reauthenticationInterval = reauthenticationInterval;
        this.counts = counts;
    }

    /** Begins to emit spans, metrics or both through {@code openTelemetry}. */
    public Consumer<Initialisation> to(OpenTelemetry openTelemetry, boolean spans, boolean metrics) {
        Consumer<Initialisation> initMetrics = metrics ? new InitMetrics(openTelemetry, counts) : ended -> {};
        return spans ? initMetrics.andThen(new InitSpans(openTelemetry, reauthenticationInterval)) : initMetrics;
    }
}
