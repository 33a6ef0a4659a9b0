package io.kafkalifeline.smoke.otlp;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** From OTLP's protobuf messages to {@link OtlpSpan} and {@link OtlpMetric}. */
final class OtlpDecoder {
    private OtlpDecoder() {}

    static List<OtlpSpan> spans(InputStream request) throws IOException {
        List<OtlpSpan> spans = new ArrayList<>();
        for (ResourceSpans resourceSpans :
                ExportTraceServiceRequest.parseFrom(request).getResourceSpansList()) {
            Map<String, Object> resource =
                    attributes(resourceSpans.getResource().getAttributesList());
            for (ScopeSpans scopeSpans : resourceSpans.getScopeSpansList()) {
                String scope = scopeSpans.getScope().getName();
                for (Span span : scopeSpans.getSpansList()) {
                    spans.add(span(span, resource, scope));
                }
            }
        }
        return spans;
    }

    static List<OtlpMetric> metrics(InputStream request) throws IOException {
        List<OtlpMetric> points = new ArrayList<>();
        for (ResourceMetrics resourceMetrics :
                ExportMetricsServiceRequest.parseFrom(request).getResourceMetricsList()) {
            Map<String, Object> resource =
                    attributes(resourceMetrics.getResource().getAttributesList());
            for (ScopeMetrics scopeMetrics : resourceMetrics.getScopeMetricsList()) {
                String scope = scopeMetrics.getScope().getName();
                for (Metric metric : scopeMetrics.getMetricsList()) {
                    for (HistogramDataPoint point : metric.getHistogram().getDataPointsList()) {
                        points.add(new OtlpMetric(
                                metric.getName(),
                                metric.getUnit(),
                                "histogram",
                                point.getCount(),
                                point.getSum(),
                                attributes(point.getAttributesList()),
                                resource,
                                scope));
                    }
                    for (NumberDataPoint point : metric.getSum().getDataPointsList()) {
                        points.add(new OtlpMetric(
                                metric.getName(),
                                metric.getUnit(),
                                metric.getSum().getIsMonotonic() ? "sum" : "up-down",
                                point.getAsInt(),
                                point.getAsInt(),
                                attributes(point.getAttributesList()),
                                resource,
                                scope));
                    }
                }
            }
        }
        return points;
    }

    private static OtlpSpan span(Span span, Map<String, Object> resource, String scope) {
        return new OtlpSpan(
                hex(span.getTraceId()),
                hex(span.getSpanId()),
                hex(span.getParentSpanId()),
                span.getName(),
                span.getKind().name().replace("SPAN_KIND_", ""),
                span.getStartTimeUnixNano(),
                span.getEndTimeUnixNano(),
                span.getStatus().getCode().name().replace("STATUS_CODE_", ""),
                span.getStatus().getMessage(),
                attributes(span.getAttributesList()),
                span.getLinksList().stream()
                        .map(link -> new OtlpSpan.Link(
                                hex(link.getTraceId()), hex(link.getSpanId()), attributes(link.getAttributesList())))
                        .toList(),
                span.getEventsList().stream()
                        .map(event -> new OtlpSpan.Event(
                                event.getName(), event.getTimeUnixNano(), attributes(event.getAttributesList())))
                        .toList(),
                resource,
                scope);
    }

    private static Map<String, Object> attributes(List<KeyValue> pairs) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        for (KeyValue pair : pairs) {
            attributes.put(pair.getKey(), value(pair.getValue()));
        }
        return attributes;
    }

    private static Object value(AnyValue value) {
        return switch (value.getValueCase()) {
            case STRING_VALUE -> value.getStringValue();
            case BOOL_VALUE -> value.getBoolValue();
            case INT_VALUE -> value.getIntValue();
            case DOUBLE_VALUE -> value.getDoubleValue();
            case ARRAY_VALUE ->
                value.getArrayValue().getValuesList().stream()
                        .map(OtlpDecoder::value)
                        .toList();
            default -> value.toString();
        };
    }

    private static String hex(ByteString bytes) {
        return HexFormat.of().formatHex(bytes.toByteArray());
    }
}
