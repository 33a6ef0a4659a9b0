package io.kafkalifeline.smoke.otlp;

import java.util.Map;

/**
 * One data point of a metric as it came over the wire.
 *
 * @param kind {@code histogram}, {@code sum} (only grows) or {@code up-down} (may shrink)
 * @param count how many values a histogram has; the value itself of a sum
 * @param sum of a histogram's values; the value itself of a sum
 * @param attributes values are String, Boolean, Long, Double or a List of these
 * @param resource the attributes of the resource that sent it
 * @param scope the name of the instrumentation scope
 */
public record OtlpMetric(
        String name,
        String unit,
        String kind,
        long count,
        double sum,
        Map<String, Object> attributes,
        Map<String, Object> resource,
        String scope) {}
