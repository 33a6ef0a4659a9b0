package io.kafkalifeline.telemetry;

import java.time.Duration;

/** What the operator wants of OpenTelemetry. Immutable; knows no class of OpenTelemetry's. */
public final class TelemetrySettings {
    private final boolean spans;
    private final boolean metrics;
    private final Duration reauthenticationInterval;
    private final boolean currentSpanIsParent;

    /**
     * @param spans whether initialisations become spans
     * @param metrics whether they are counted and measured
     * @param reauthenticationInterval the least time between two spans of successful re-authentications of one
     *     connection; zero: all of them
     * @param currentSpanIsParent whether the span that was current when a connection was begun becomes the parent of
     *     its span; else it is linked
     */
    public TelemetrySettings(
            boolean spans, boolean metrics, Duration reauthenticationInterval, boolean currentSpanIsParent) {
        this.spans = spans;
        this.metrics = metrics;
        this.reauthenticationInterval = reauthenticationInterval;
        this.currentSpanIsParent = currentSpanIsParent;
    }

    /** Whether there is any need of OpenTelemetry. */
    public boolean anything() {
        return spans || metrics;
    }

    /** Whether initialisations become spans. */
    public boolean spans() {
        return spans;
    }

    /** Whether initialisations are counted and measured. */
    public boolean metrics() {
        return metrics;
    }

    /** The least time between two spans of successful re-authentications of one connection; zero: all of them. */
    public Duration reauthenticationInterval() {
        return reauthenticationInterval;
    }

    /** Whether the current span becomes the parent of a connection's span; else it is linked. */
    public boolean currentSpanIsParent() {
        return currentSpanIsParent;
    }

    /** What is wanted, in words; empty where nothing is. */
    @Override
    public String toString() {
        if (spans && metrics) {
            return "spans and metrics";
        }
        return spans ? "spans" : metrics ? "metrics" : "";
    }
}
