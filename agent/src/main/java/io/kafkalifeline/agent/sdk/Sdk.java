package io.kafkalifeline.agent.sdk;

import io.kafkalifeline.agent.sdk.OtelSettings.Signal;
import io.kafkalifeline.log.Described;
import io.kafkalifeline.log.ForeignText;
import io.kafkalifeline.log.Throttle;
import io.kafkalifeline.telemetry.LiveCounts;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.common.CompletableResultCode;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Our own OpenTelemetry SDK: never global, configured by the standard settings, knows only what is in our jar. */
final class Sdk {
    private static final Map<String, String> DEFAULTS = Map.of(
            "otel.exporter.otlp.protocol", "http/protobuf",
            "otel.metrics.exporter", "none",
            "otel.logs.exporter", "none");

    /** The name of this output in counts of what was dropped: a span may be missing where the histograms have it. */
    private static final String SPANS = "spans";

    private static final String SPAN_QUEUE = "otel.bsp.max.queue.size";
    /** The SDK's default. */
    private static final int SPAN_QUEUE_SIZE = 2_048;
    /** How long to wait for room in the SDK's queue: an export that ends at all ends earlier. */
    private static final Duration FOR_ROOM = Duration.ofSeconds(30);

    private static final long FOR_A_BAD_ONE_NANOS = TimeUnit.MILLISECONDS.toNanos(300);

    private final OpenTelemetrySdk sdk;
    private final ExportFailures failures;
    private final SpanBacklog backlog;
    private final LiveCounts counts;

    private Sdk(OpenTelemetrySdk sdk, ExportFailures failures, SpanBacklog backlog, LiveCounts counts) {
        this.sdk = sdk;
        this.failures = failures;
        this.backlog = backlog;
        this.counts = counts;
        counts.drops().output(SPANS);
    }

    /** @throws RuntimeException if the SDK does not accept a setting; {@link #explain} puts it into words */
    static Sdk start(OtelSettings settings, boolean traces, boolean metrics, LiveCounts counts) {
        Throttle lines = new Throttle(Duration.ofMinutes(1), System::nanoTime);
        SdkLogs.capture(lines);
        ExportFailures failures =
                new ExportFailures(settings.endpoint(Signal.TRACES), settings.endpoint(Signal.METRICS), lines);
        SpanBacklog backlog = new SpanBacklog(FOR_ROOM, failures::spansFail);
        OpenTelemetrySdk sdk = AutoConfiguredOpenTelemetrySdk.builder()
                .setServiceClassLoader(Sdk.class.getClassLoader())
                .disableShutdownHook()
                .addPropertiesSupplier(() -> DEFAULTS)
                .addPropertiesCustomizer(config -> withoutWhatWeDoNotUse(traces, metrics))
                .addTracerProviderCustomizer((provider, config) -> {
                    backlog.capacity(config.getInt(SPAN_QUEUE, SPAN_QUEUE_SIZE));
                    return provider.addSpanProcessor(new CountedSpans(backlog));
                })
                .addSpanExporterCustomizer((exporter, config) -> failures.watch(exporter, backlog::taken))
                .addMetricExporterCustomizer((exporter, config) -> failures.watch(exporter))
                .build()
                .getOpenTelemetrySdk();
        return new Sdk(sdk, failures, backlog, counts);
    }

    /** Waits until so many spans of one initialisation can be made; returns false where there will be no room. */
    boolean awaitRoomFor(int spans) {
        boolean room = backlog.awaitRoomFor(spans);
        if (!room) {
            failures.leftOut(spans);
            counts.drops().dropped(SPANS);
        }
        return room;
    }

    OpenTelemetry openTelemetry() {
        return sdk;
    }

    /** Exports what is left. Waits at most {@code timeoutNanos}, and hardly at all where the last export failed. */
    void shutdown(long timeoutNanos) {
        long patienceNanos = failures.failing() ? Math.min(timeoutNanos, FOR_A_BAD_ONE_NANOS) : timeoutNanos;
        CompletableResultCode result = sdk.shutdown().join(patienceNanos, TimeUnit.NANOSECONDS);
        if (!result.isDone()) {
            failures.gaveUp();
        }
    }

    /**
     * Says why the SDK did not start. Autoconfigure's messages name the property and its value; a header's must not be
     * shown in any case.
     */
    static String explain(RuntimeException e) {
        ForeignText message = ForeignText.of(e);
        return message.contains("header")
                ? "OTEL_EXPORTER_OTLP_HEADERS is not a list of key=value pairs"
                : Described.briefly(e) + (e.getCause() == null ? "" : " (" + Described.briefly(e.getCause()) + ")");
    }

    /**
     * Leaves out what we would not use anyway: propagators, log exporters, other metric exporters than OTLP's. The
     * settings may be meant for the application's own SDK, and must not fail here for want of a jar that only the
     * application has.
     */
    private static Map<String, String> withoutWhatWeDoNotUse(boolean traces, boolean metrics) {
        Map<String, String> overrides = new HashMap<>();
        overrides.put("otel.propagators", "none");
        overrides.put("otel.logs.exporter", "none");
        overrides.put("otel.metrics.exporter", metrics ? "otlp" : "none");
        if (!traces) {
            overrides.put("otel.traces.exporter", "none");
        }
        return overrides;
    }
}
