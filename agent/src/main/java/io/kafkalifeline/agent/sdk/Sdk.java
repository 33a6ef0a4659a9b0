package io.kafkalifeline.agent.sdk;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import io.opentelemetry.sdk.common.CompletableResultCode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Our own OpenTelemetry SDK: never global, configured by the standard settings, knows only what is in our jar. */
final class Sdk {
    private static final Map<String, String> DEFAULTS = Map.of(
            "otel.exporter.otlp.protocol", "http/protobuf",
            "otel.metrics.exporter", "none",
            "otel.logs.exporter", "none");

    private final OpenTelemetrySdk sdk;
    private final ExportFailures failures;

    private Sdk(OpenTelemetrySdk sdk, ExportFailures failures) {
        this.sdk = sdk;
        this.failures = failures;
    }

    /** @throws RuntimeException see {@link #explain} */
    static Sdk start(OtelSettings settings) {
        SdkLogs.capture();
        ExportFailures failures = new ExportFailures(settings.endpoint());
        OpenTelemetrySdk sdk = AutoConfiguredOpenTelemetrySdk.builder()
                .setServiceClassLoader(Sdk.class.getClassLoader())
                .disableShutdownHook()
                .addPropertiesSupplier(() -> DEFAULTS)
                .addPropertiesCustomizer(Sdk::withoutWhatWeDoNotUse)
                .addSpanExporterCustomizer((exporter, config) -> failures.watch(exporter))
                .build()
                .getOpenTelemetrySdk();
        return new Sdk(sdk, failures);
    }

    OpenTelemetry openTelemetry() {
        return sdk;
    }

    /** Exports what is left, waiting at most {@code timeoutNanos}. */
    void shutdown(long timeoutNanos) {
        CompletableResultCode result = sdk.shutdown().join(timeoutNanos, TimeUnit.NANOSECONDS);
        if (!result.isDone()) {
            failures.gaveUp();
        }
    }

    /**
     * What to tell about a failed start. Autoconfigure's messages name the property and its value; only a header's must
     * not be shown.
     */
    static String explain(RuntimeException e) {
        String message = String.valueOf(e.getMessage());
        return message.contains("header")
                ? "OTEL_EXPORTER_OTLP_HEADERS is not a list of key=value pairs"
                : message + (e.getCause() == null ? "" : " (" + e.getCause() + ")");
    }

    /**
     * The settings may be meant for the application's own SDK. What we would not use anyway must not fail for want of a
     * jar that only the application has: propagators, log exporters, other metric exporters than OTLP's.
     */
    private static Map<String, String> withoutWhatWeDoNotUse(ConfigProperties config) {
        Map<String, String> overrides = new HashMap<>();
        overrides.put("otel.propagators", "none");
        overrides.put("otel.logs.exporter", "none");
        if (!config.getList("otel.metrics.exporter").equals(List.of("otlp"))) {
            overrides.put("otel.metrics.exporter", "none");
        }
        return overrides;
    }
}
