package io.kafkalifeline.telemetry;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import java.util.function.Supplier;

/** Finds the calling thread's current span in the OpenTelemetry that this class was linked against. Never blocks. */
public final class CurrentSpan implements Supplier<StartSpan> {
    /** Returns the current span; null where there is none. */
    @Override
    public StartSpan get() {
        SpanContext current = Span.current().getSpanContext();
        return current.isValid()
                ? new StartSpan(
                        current.getTraceId(),
                        current.getSpanId(),
                        current.getTraceFlags().asByte(),
                        current.getTraceState().asMap())
                : null;
    }
}
