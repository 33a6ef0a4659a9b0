package io.kafkalifeline.agent.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkalifeline.agent.sdk.OtelSettings.Signal;
import io.kafkalifeline.log.Throttle;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.metrics.InstrumentType;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.export.MetricExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is known of a collector decides how long the end of the JVM waits for it. */
class ExportFailuresTest {
    private final Throttle lines = new Throttle(Duration.ofMinutes(1), () -> 0);
    private final Endpoint spans = new Endpoint(URI.create("http://spans"));
    private final ExportFailures failures = new ExportFailures(
            Map.of(Signal.TRACES, spans, Signal.METRICS, new Endpoint(URI.create("http://metrics"))), lines);
    private final List<Integer> taken = new ArrayList<>();
    private CompletableResultCode next;
    private final SpanExporter exporter = failures.watch(
            new SpanExporter() {
                @Override
                public CompletableResultCode export(Collection<SpanData> spans) {
                    return next;
                }

                @Override
                public CompletableResultCode flush() {
                    return CompletableResultCode.ofSuccess();
                }

                @Override
                public CompletableResultCode shutdown() {
                    return CompletableResultCode.ofSuccess();
                }
            },
            taken::add);

    @Test
    void spansFailUntilAnExportSucceeds() {
        export(CompletableResultCode.ofFailure());
        assertThat(failures.spansFail()).isTrue();
        export(CompletableResultCode.ofSuccess());
        assertThat(failures.spansFail()).isFalse();
    }

    @Test
    void healthyMetricsDoNotHideThatSpansFail() {
        export(CompletableResultCode.ofFailure());
        failures.watch(new Metrics()).export(List.of());

        assertThat(failures.spansFail()).isTrue();
    }

    @Test
    void theLineTellsWhyTheLastAttemptHasFailed() {
        spans.failed("it answers HTTP 503");
        assertThat(linesOf(() -> export(CompletableResultCode.ofExceptionalFailure(new IOException()))))
                .containsExactly(
                        "[kafka-lifeline] spans do not reach http://spans: it answers HTTP 503 (1 spans lost)");
    }

    @Test
    void whatWasTakenIsToldBeforeTheExportAndAgainWhenItsEndIsKnown() {
        export(new CompletableResultCode());
        assertThat(taken).hasSize(1);

        next.fail();
        assertThat(taken).hasSize(2);
    }

    @Test
    void itsLineIsTheOneOfTheMinute() {
        export(CompletableResultCode.ofFailure());
        assertThat(lines.permits()).isFalse();
    }

    private void export(CompletableResultCode result) {
        next = result;
        exporter.export(Collections.singletonList(null));
    }

    private static List<String> linesOf(Runnable action) {
        PrintStream before = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
        try {
            action.run();
        } finally {
            System.setErr(before);
        }
        return said.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private static final class Metrics implements MetricExporter {
        @Override
        public CompletableResultCode export(Collection<MetricData> metrics) {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public AggregationTemporality getAggregationTemporality(InstrumentType type) {
            return AggregationTemporality.CUMULATIVE;
        }

        @Override
        public CompletableResultCode flush() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
            return CompletableResultCode.ofSuccess();
        }
    }
}
