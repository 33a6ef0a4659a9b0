package io.kafkalifeline.agent.sdk;

import io.kafkalifeline.log.Described;
import io.kafkalifeline.log.OperatorLog;
import io.kafkalifeline.log.Throttle;
import io.opentelemetry.exporter.internal.FailedExportException.HttpExportException;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.common.export.MemoryMode;
import io.opentelemetry.sdk.metrics.Aggregation;
import io.opentelemetry.sdk.metrics.InstrumentType;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.export.MetricExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntConsumer;

/** Tells the operator, at most once a minute, that spans or metrics do not reach the collector. */
final class ExportFailures {
    private final String spansEndpoint;
    private final String metricsEndpoint;
    private final Throttle lines;
    private final AtomicLong lost = new AtomicLong();
    private volatile boolean spansFail;
    private volatile boolean metricsFail;

    /** @param lines also permits what the SDK itself says: a bad collector costs one line a minute in all */
    ExportFailures(String spansEndpoint, String metricsEndpoint, Throttle lines) {
        this.lines = lines;
        this.spansEndpoint = spansEndpoint;
        this.metricsEndpoint = metricsEndpoint;
    }

    MetricExporter watch(MetricExporter exporter) {
        return new MetricExporter() {
            @Override
            public CompletableResultCode export(Collection<MetricData> metrics) {
                CompletableResultCode result = exporter.export(metrics);
                return result.whenComplete(() -> {
                    metricsFail = !result.isSuccess();
                    if (metricsFail && lines.permits()) {
                        OperatorLog.line("metrics do not reach " + metricsEndpoint + ": "
                                + reason(result.getFailureThrowable()));
                    }
                });
            }

            @Override
            public AggregationTemporality getAggregationTemporality(InstrumentType type) {
                return exporter.getAggregationTemporality(type);
            }

            @Override
            public Aggregation getDefaultAggregation(InstrumentType type) {
                return exporter.getDefaultAggregation(type);
            }

            @Override
            public MemoryMode getMemoryMode() {
                return exporter.getMemoryMode();
            }

            @Override
            public CompletableResultCode flush() {
                return exporter.flush();
            }

            @Override
            public CompletableResultCode shutdown() {
                return exporter.shutdown();
            }
        };
    }

    /**
     * Reports failed exports of spans.
     *
     * @param taken called twice for each export: before it with the number of spans that left the SDK's queue; after
     *     it with 0, when {@link #spansFail()} tells whether the export worked
     */
    SpanExporter watch(SpanExporter exporter, IntConsumer taken) {
        return new SpanExporter() {
            @Override
            public CompletableResultCode export(Collection<SpanData> spans) {
                taken.accept(spans.size());
                CompletableResultCode result = exporter.export(spans);
                int count = spans.size();
                return result.whenComplete(() -> {
                    spansFail = !result.isSuccess();
                    if (spansFail) {
                        failed(count, result.getFailureThrowable());
                    }
                    taken.accept(0);
                });
            }

            @Override
            public CompletableResultCode flush() {
                return exporter.flush();
            }

            @Override
            public CompletableResultCode shutdown() {
                return exporter.shutdown();
            }
        };
    }

    /** Whether the last export of spans or of metrics has failed: the next one will hardly succeed. */
    boolean failing() {
        return spansFail || metricsFail;
    }

    /** Whether the last export of spans has failed. */
    boolean spansFail() {
        return spansFail;
    }

    /** So many spans were not made, because the queue had no room. The next line tells the operator. */
    void leftOut(int spans) {
        lost.addAndGet(spans);
    }

    /** The JVM exits and cannot wait any longer. */
    void gaveUp() {
        if (lines.permits()) {
            OperatorLog.line("telemetry does not reach " + spansEndpoint
                    + ": the last spans are lost with the end of the process");
        }
    }

    private void failed(int spans, Throwable cause) {
        lost.addAndGet(spans);
        if (lines.permits()) {
            OperatorLog.line("spans do not reach " + spansEndpoint + ": " + reason(cause) + " (" + lost.getAndSet(0)
                    + " spans lost)");
        }
    }

    private static String reason(Throwable cause) {
        if (cause instanceof HttpExportException) {
            HttpExportException failure = (HttpExportException) cause;
            if (failure.getResponse() != null) {
                return "it answers HTTP " + failure.getResponse().getStatusCode();
            }
            return reason(failure.getCause());
        }
        if ((cause instanceof CompletionException || cause instanceof UncheckedIOException)
                && cause.getCause() != null) {
            return reason(cause.getCause());
        }
        if (cause == null) {
            return "no answer in time";
        }
        return Described.simply(cause);
    }
}
