package io.kafkalifeline.smoke.child;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * An application with an OpenTelemetry SDK of its own, which asks for a topic's partitions inside a span of its own:
 * {@code manner topic properties-file}. Manners: {@code global} and {@code local}, which say what becomes of the SDK,
 * {@code later}, where it becomes global after that, and {@code agents}, where the API is the OpenTelemetry Java agent's.
 * Prints {@code asked}, and ends when told to.
 */
public final class OwnOpenTelemetry {
    /** The service.name of the application's own telemetry. */
    public static final String SERVICE = "the-application";

    private OwnOpenTelemetry() {}

    public static void main(String[] args) throws InterruptedException {
        CountDownLatch told = new CountDownLatch(1);
        ParentLine.listen(command -> told.countDown());
        try (OpenTelemetrySdk sdk = sdk()) {
            if (args[0].equals("global")) {
                GlobalOpenTelemetry.set(sdk);
            }
            ask(args[0].equals("agents") ? GlobalOpenTelemetry.get() : sdk, args[1], ClientFile.read(args[2]));
            System.out.println("asked");
            told.await();
            if (args[0].equals("later")) {
                GlobalOpenTelemetry.set(sdk);
                System.out.println("set");
            }
        }
    }

    @SuppressWarnings("try")
    private static void ask(OpenTelemetry openTelemetry, String topic, Properties properties) {
        Span span = openTelemetry.getTracer("application").spanBuilder("ask").startSpan();
        try (Scope current = span.makeCurrent();
                KafkaConsumer<byte[], byte[]> consumer =
                        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.partitionsFor(topic);
        } finally {
            span.end();
        }
    }

    private static OpenTelemetrySdk sdk() {
        String endpoint = System.getenv("OTEL_EXPORTER_OTLP_ENDPOINT") + "/v1/traces";
        return OpenTelemetrySdk.builder()
                .setTracerProvider(SdkTracerProvider.builder()
                        .setResource(Resource.create(Attributes.of(AttributeKey.stringKey("service.name"), SERVICE)))
                        .addSpanProcessor(SimpleSpanProcessor.create(OtlpHttpSpanExporter.builder()
                                .setEndpoint(endpoint)
                                .build()))
                        .build())
                .build();
    }
}
