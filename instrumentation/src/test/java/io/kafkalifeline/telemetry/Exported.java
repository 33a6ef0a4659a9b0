package io.kafkalifeline.telemetry;

import io.kafkalifeline.init.Initialisation;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.time.Duration;
import java.util.List;

/** {@link InitSpans} with an SDK that keeps what is exported. */
final class Exported {
    private final InMemorySpanExporter exporter = InMemorySpanExporter.create();
    private final InitSpans initSpans;
    private boolean room = true;

    Exported() {
        this(false);
    }

    Exported(boolean currentIsParent) {
        initSpans = new InitSpans(
                OpenTelemetrySdk.builder()
                        .setTracerProvider(SdkTracerProvider.builder()
                                .addSpanProcessor(SimpleSpanProcessor.create(exporter))
                                .build())
                        .build(),
                Duration.ofMinutes(1),
                currentIsParent,
                spans -> room);
    }

    /** From now on there is no room for any span. */
    void full() {
        room = false;
    }

    /** The spans of this initialisation, in order of their ends: the root is the last. */
    List<SpanData> of(Initialisation initialisation) {
        exporter.reset();
        initSpans.accept(initialisation);
        return exporter.getFinishedSpanItems();
    }

    SpanData rootOf(Initialisation initialisation) {
        List<SpanData> spans = of(initialisation);
        return spans.get(spans.size() - 1);
    }

    SpanData spanOf(Initialisation initialisation, String prefix) {
        return of(initialisation).stream()
                .filter(span -> span.getName().startsWith(prefix))
                .findFirst()
                .orElseThrow();
    }
}
