package io.kafkalifeline.smoke.otlp;

import java.util.List;
import java.util.Map;

/**
 * One span as it came over the wire.
 *
 * @param parentSpanId empty for a root span
 * @param startNanos ns since the epoch
 * @param endNanos ns since the epoch
 * @param kind without prefix: {@code INTERNAL}, {@code CLIENT}, …
 * @param statusCode without prefix: {@code UNSET}, {@code OK}, {@code ERROR}
 * @param attributes values are String, Boolean, Long, Double or a List of these
 * @param resource the attributes of the resource that sent the span
 * @param scope the name of the instrumentation scope
 */
public record OtlpSpan(
        String traceId,
        String spanId,
        String parentSpanId,
        String name,
        String kind,
        long startNanos,
        long endNanos,
        String statusCode,
        String statusMessage,
        Map<String, Object> attributes,
        List<Link> links,
        List<Event> events,
        Map<String, Object> resource,
        String scope) {

    public record Link(String traceId, String spanId, Map<String, Object> attributes) {}

    public record Event(String name, long nanos, Map<String, Object> attributes) {}

    public boolean isRoot() {
        return parentSpanId.isEmpty();
    }

    public long durationNanos() {
        return endNanos - startNanos;
    }

    public boolean isChildOf(OtlpSpan parent) {
        return traceId.equals(parent.traceId) && parentSpanId.equals(parent.spanId);
    }

    public boolean linksTo(OtlpSpan other) {
        return links.stream().anyMatch(link -> link.traceId.equals(other.traceId) && link.spanId.equals(other.spanId));
    }
}
