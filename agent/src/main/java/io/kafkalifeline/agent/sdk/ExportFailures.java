package io.kafkalifeline.agent.sdk;

import io.kafkalifeline.agent.sdk.OtelSettings.Signal;
import io.kafkalifeline.log.OperatorLog;
import io.kafkalifeline.log.Throttle;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.common.export.MemoryMode;
import io.opentelemetry.sdk.metrics.Aggregation;
import io.opentelemetry.sdk.metrics.InstrumentType;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.export.MetricExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntConsumer;

/** Tells the operator, at most once a minute, that spans or metrics do not reach the collector. */
final class ExportFailures {
    private final Endpoint spansEndpoint;
    private final Endpoint metricsEndpoint;
    private final Throttle lines;
    private final AtomicLong lost = new AtomicLong();
    private volatile boolean spansFail;

    /**
     * @param endpoints of what is exported
     * @param lines also permits what the SDK itself says: a bad collector costs one line a minute in all
     */
    ExportFailures(Map<Signal, Endpoint> endpoints, Throttle lines) {
        this.lines = lines;
        this.spansEndpoint = endpoints.get(Signal.TRACES);
        this.metricsEndpoint = endpoints.get(Signal.METRICS);
    }

    MetricExporter watch(MetricExporter exporter) {
        return new MetricExporter() {
            @Override
            public CompletableResultCode export(Collection<MetricData> metrics) {
                CompletableResultCode result = exporter.export(metrics);
                return result.whenComplete(() -> {
                    if (!result.isSuccess() && lines.permits()) {
                        OperatorLog.line(
                                "metrics do not reach " + metricsEndpoint + ": " + reason(metricsEndpoint, result));
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
                        failed(count, result);
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

    /** Whether the last export of spans has failed. */
    boolean spansFail() {
        return spansFail;
    }

    /** So many spans were not made, because the queue had no room. The next line tells the operator. */
    void leftOut(int spans) {
        lost.addAndGet(spans);
    }

    /** The JVM exits and does not wait any longer. */
    void gaveUp(Endpoint endpoint) {
        if (lines.permits()) {
            tellLastLoss(endpoint);
        }
    }

    /** Says that what was not exported by now is lost. */
    static void tellLastLoss(Endpoint endpoint) {
        String problem = endpoint.problem();
        OperatorLog.line("telemetry does not reach " + endpoint + ": " + (problem == null ? "" : problem + "; ")
                + "the last spans are lost with the end of the process");
    }

    private void failed(int spans, CompletableResultCode result) {
        lost.addAndGet(spans);
        if (lines.permits()) {
            OperatorLog.line("spans do not reach " + spansEndpoint + ": " + reason(spansEndpoint, result) + " ("
                    + lost.getAndSet(0) + " spans lost)");
        }
    }

    /** The attempt has told why; where the SDK gave up before its end, it had no answer. */
    private static String reason(Endpoint endpoint, CompletableResultCode result) {
        String problem = result.getFailureThrowable() == null ? null : endpoint.problem();
        return problem == null ? "no answer in time" : problem;
    }
}
