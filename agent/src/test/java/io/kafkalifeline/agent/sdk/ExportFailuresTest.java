package io.kafkalifeline.agent.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkalifeline.log.Throttle;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.metrics.InstrumentType;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.export.MetricExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is known of a collector decides how long the end of the JVM waits for it. */
class ExportFailuresTest {
    private final Throttle lines = new Throttle(Duration.ofMinutes(1), () -> 0);
    private final ExportFailures failures = new ExportFailures("http://spans", "http://metrics", lines);
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
    void nothingIsHeldAgainstACollectorThatNobodyHasAskedYet() {
        assertThat(failures.failing()).isFalse();
    }

    @Test
    void itFailsUntilAnExportSucceeds() {
        export(CompletableResultCode.ofFailure());
        assertThat(failures.failing()).isTrue();
        export(CompletableResultCode.ofSuccess());
        assertThat(failures.failing()).isFalse();
    }

    @Test
    void healthyMetricsDoNotHideThatSpansFail() {
        export(CompletableResultCode.ofFailure());
        failures.watch(new Metrics()).export(List.of());

        assertThat(failures.failing()).isTrue();
        assertThat(failures.spansFail()).isTrue();
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
        exporter.export(List.of());
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
