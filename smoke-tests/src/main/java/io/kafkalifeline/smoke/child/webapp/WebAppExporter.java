package io.kafkalifeline.smoke.child.webapp;

import io.opentelemetry.exporter.internal.marshal.Marshaler;
import io.opentelemetry.exporter.internal.otlp.metrics.MetricsRequestMarshaler;
import io.opentelemetry.exporter.internal.otlp.traces.TraceRequestMarshaler;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.metrics.InstrumentType;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.export.MetricExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URL;
import java.util.Collection;

/**
 * Exports without the JDK's HTTP client, whose threads keep the class loader of whoever has started them: on Java 17
 * each of them would be the end of a web application that leaves nothing behind.
 */
final class WebAppExporter {
    private final String endpoint;

    WebAppExporter(String endpoint) {
        this.endpoint = endpoint;
    }

    SpanExporter spans() {
        return new SpanExporter() {
            @Override
            public CompletableResultCode export(Collection<SpanData> spans) {
                return post("/v1/traces", TraceRequestMarshaler.create(spans));
            }

            @Override
            public CompletableResultCode flush() {
                return CompletableResultCode.ofSuccess();
            }

            @Override
            public CompletableResultCode shutdown() {
                return CompletableResultCode.ofSuccess();
            }
        };
    }

    MetricExporter metrics() {
        return new MetricExporter() {
            @Override
            public CompletableResultCode export(Collection<MetricData> metrics) {
                return post("/v1/metrics", MetricsRequestMarshaler.create(metrics));
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
        };
    }

    private CompletableResultCode post(String path, Marshaler request) {
        try {
            HttpURLConnection connection = (HttpURLConnection) new URL(endpoint + path).openConnection();
            connection.setDoOutput(true);
            connection.setRequestProperty("Content-Type", "application/x-protobuf");
            try (OutputStream body = connection.getOutputStream()) {
                request.writeBinaryTo(body);
            }
            return connection.getResponseCode() == HttpURLConnection.HTTP_OK
                    ? CompletableResultCode.ofSuccess()
                    : CompletableResultCode.ofFailure();
        } catch (IOException e) {
            return CompletableResultCode.ofExceptionalFailure(e);
        }
    }
}
