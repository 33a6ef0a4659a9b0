package io.kafkalifeline.agent.sdk;

import io.kafkalifeline.log.OperatorLog;
import io.kafkalifeline.log.Scrubber;
import io.kafkalifeline.log.Throttle;
import io.opentelemetry.exporter.internal.FailedExportException.HttpExportException;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicLong;

/** Tells the operator, at most once a minute, that spans do not reach the collector. */
final class ExportFailures {
    private final String endpoint;
    private final Throttle lines = new Throttle(Duration.ofMinutes(1), System::nanoTime);
    private final AtomicLong lost = new AtomicLong();

    ExportFailures(String endpoint) {
        this.endpoint = endpoint;
    }

    SpanExporter watch(SpanExporter exporter) {
        return new SpanExporter() {
            @Override
            public CompletableResultCode export(Collection<SpanData> spans) {
                CompletableResultCode result = exporter.export(spans);
                int count = spans.size();
                return result.whenComplete(() -> {
                    if (!result.isSuccess()) {
                        failed(count, result.getFailureThrowable());
                    }
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

    /** The JVM exits and cannot wait any longer. */
    void gaveUp() {
        if (lines.permits()) {
            OperatorLog.line("spans do not reach " + endpoint + ": the last ones are lost with the end of the process");
        }
    }

    private void failed(int spans, Throwable cause) {
        lost.addAndGet(spans);
        if (lines.permits()) {
            OperatorLog.line("spans do not reach " + endpoint + ": " + reason(cause) + " (" + lost.getAndSet(0)
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
        if (cause == null) {
            return "no answer in time";
        }
        return Scrubber.scrub(
                cause.getMessage() == null
                        ? cause.getClass().getSimpleName()
                        : cause.getClass().getSimpleName() + ": " + cause.getMessage());
    }
}
