package io.kafkalifeline.smoke.zipkin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kafkalifeline.smoke.otlp.OtlpSpan;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Spans as Zipkin's API v2 takes them, by OpenTelemetry's rules for it ({@code otel/trace/sdk_exporters/zipkin}): Zipkin
 * has no OTLP of its own. It knows no links; they become tags.
 */
final class ZipkinJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ZipkinJson() {}

    static String of(List<OtlpSpan> spans) {
        try {
            return JSON.writeValueAsString(spans.stream().map(ZipkinJson::of).toList());
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static Map<String, Object> of(OtlpSpan span) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("traceId", span.traceId());
        json.put("id", span.spanId());
        if (!span.isRoot()) {
            json.put("parentId", span.parentSpanId());
        }
        json.put("name", span.name());
        json.put("timestamp", span.startNanos() / 1000);
        // Zipkin leaves out what has no duration.
        json.put("duration", Math.max(1, span.endNanos() / 1000 - span.startNanos() / 1000));
        json.put("localEndpoint", Map.of("serviceName", service(span)));
        json.put("tags", tags(span));
        json.put(
                "annotations",
                span.events().stream()
                        .map(event -> Map.of("timestamp", event.nanos() / 1000, "value", event.name()))
                        .toList());
        return json;
    }

    private static Map<String, String> tags(OtlpSpan span) {
        Map<String, String> tags = new TreeMap<>();
        span.attributes().forEach((key, value) -> tags.put(key, String.valueOf(value)));
        for (int i = 0; i < span.links().size(); i++) {
            tags.put("link." + i, span.links().get(i).traceId());
        }
        if (span.statusCode().equals("ERROR")) {
            tags.put("otel.status_code", "ERROR");
            tags.put("error", span.statusMessage());
        }
        return tags;
    }

    private static String service(OtlpSpan span) {
        return String.valueOf(span.resource().getOrDefault("service.name", "unknown_service"));
    }
}
