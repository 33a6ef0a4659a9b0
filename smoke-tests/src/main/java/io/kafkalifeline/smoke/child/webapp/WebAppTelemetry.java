package io.kafkalifeline.smoke.child.webapp;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.export.PeriodicMetricReader;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import java.time.Duration;

/** The OpenTelemetry that a web application brings: a class of its own, because not every one does. */
final class WebAppTelemetry {
    private static final Duration OFTEN = Duration.ofMillis(200);

    private WebAppTelemetry() {}

    /** Makes one the global one of this web application; to be closed with it. */
    static AutoCloseable setGlobal(String service, String endpoint) {
        WebAppExporter exporter = new WebAppExporter(endpoint);
        Resource resource = Resource.create(Attributes.of(AttributeKey.stringKey("service.name"), service));
        OpenTelemetrySdk sdk = OpenTelemetrySdk.builder()
                .setTracerProvider(SdkTracerProvider.builder()
                        .setResource(resource)
                        .addSpanProcessor(BatchSpanProcessor.builder(exporter.spans())
                                .setScheduleDelay(OFTEN)
                                .build())
                        .build())
                .setMeterProvider(SdkMeterProvider.builder()
                        .setResource(resource)
                        .registerMetricReader(PeriodicMetricReader.builder(exporter.metrics())
                                .setInterval(OFTEN)
                                .build())
                        .build())
                .build();
        GlobalOpenTelemetry.set(sdk);
        return sdk;
    }
}
