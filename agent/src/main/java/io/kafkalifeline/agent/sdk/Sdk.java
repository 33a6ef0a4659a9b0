package io.kafkalifeline.agent.sdk;

import io.kafkalifeline.agent.sdk.OtelSettings.Signal;
import io.kafkalifeline.log.Throttle;
import io.kafkalifeline.telemetry.LiveCounts;
import io.kafkalifeline.telemetry.OwnThreads;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.common.CompletableResultCode;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;

/** Our own OpenTelemetry SDK: never global, configured by the standard settings, knows only what is in our jar. */
final class Sdk {
    /** The name of this output in counts of what was dropped: a span may be missing where the histograms have it. */
    private static final String SPANS = "spans";

    private static final String SPAN_QUEUE = "otel.bsp.max.queue.size";
    /** The SDK's default. */
    private static final int SPAN_QUEUE_SIZE = 2_048;
    /** How long to wait for room in the SDK's queue: an export that ends at all ends earlier. */
    private static final Duration FOR_ROOM = Duration.ofSeconds(30);

    private final OpenTelemetrySdk sdk;
    private final Map<Signal, Endpoint> endpoints;
    private final ExportFailures failures;
    private final SpanBacklog backlog;
    private final LiveCounts counts;

    private Sdk(
            OpenTelemetrySdk sdk,
            Map<Signal, Endpoint> endpoints,
            ExportFailures failures,
            SpanBacklog backlog,
            LiveCounts counts) {
        this.sdk = sdk;
        this.endpoints = endpoints;
        this.failures = failures;
        this.backlog = backlog;
        this.counts = counts;
        counts.drops().output(SPANS);
    }

    /** @throws RuntimeException if the SDK does not start; {@link SdkBuild#explain} puts it into words */
    static Sdk start(UsableSettings settings, LiveCounts counts) {
        Throttle lines = new Throttle(Duration.ofMinutes(1), System::nanoTime);
        SdkLogs.capture(lines);
        Map<Signal, Endpoint> endpoints = settings.endpoints();
        ExportFailures failures = new ExportFailures(endpoints, lines);
        SpanBacklog backlog = new SpanBacklog(FOR_ROOM, failures::spansFail);
        OpenTelemetrySdk sdk = new SdkBuild(
                        endpoints,
                        builder -> builder.addTracerProviderCustomizer((provider, config) -> {
                                    backlog.capacity(config.getInt(SPAN_QUEUE, SPAN_QUEUE_SIZE));
                                    return provider.addSpanProcessor(new CountedSpans(backlog));
                                })
                                .addSpanExporterCustomizer(
                                        (exporter, config) -> failures.watch(exporter, backlog::taken))
                                .addMetricExporterCustomizer((exporter, config) -> failures.watch(exporter)))
                .of(settings);
        return new Sdk(sdk, endpoints, failures, backlog, counts);
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

    /** Where it exports to. */
    Map<Signal, Endpoint> endpoints() {
        return endpoints;
    }

    /** Begins to export what is left; does not block. */
    Map<Signal, CompletableResultCode> shutdown() {
        Map<Signal, CompletableResultCode> results = new EnumMap<>(Signal.class);
        if (endpoints.containsKey(Signal.METRICS)) {
            results.put(Signal.METRICS, elsewhere(sdk.getSdkMeterProvider()::shutdown));
        }
        if (endpoints.containsKey(Signal.TRACES)) {
            results.put(Signal.TRACES, sdk.getSdkTracerProvider().shutdown());
        }
        return results;
    }

    /** The reader of metrics waits within its shutdown, three times five seconds at most. */
    private static CompletableResultCode elsewhere(Supplier<CompletableResultCode> shutdown) {
        CompletableResultCode result = new CompletableResultCode();
        OwnThreads.daemon("last-metrics", () -> {
                    CompletableResultCode done = shutdown.get();
                    done.whenComplete(() -> {
                        if (done.isSuccess()) {
                            result.succeed();
                        } else {
                            result.fail();
                        }
                    });
                })
                .start();
        return result;
    }

    /** What is left was not exported. */
    void gaveUp(Endpoint endpoint) {
        failures.gaveUp(endpoint);
    }
}
