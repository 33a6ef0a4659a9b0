package io.kafkalifeline.agent.sdk;

import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;

/** Adds every span that the SDK will queue for its export to a {@link SpanBacklog}. */
final class CountedSpans implements SpanProcessor {
    private final SpanBacklog backlog;

    CountedSpans(SpanBacklog backlog) {
        this.backlog = backlog;
    }

    @Override
    public void onStart(Context parent, ReadWriteSpan span) {}

    @Override
    public boolean isStartRequired() {
        return false;
    }

    @Override
    public void onEnd(ReadableSpan span) {
        if (span.getSpanContext().isSampled()) {
            backlog.added();
        }
    }

    @Override
    public boolean isEndRequired() {
        return true;
    }
}
