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
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * An application with an OpenTelemetry SDK of its own, which asks for a topic's partitions inside a span of its own:
 * {@code manner topic properties-file} and {@code classic}, {@code consumer} (the new one), {@code producer} or {@code
 * admin}. Manners: {@code global} and {@code local}, which say what becomes of the SDK,
 * {@code later}, where it becomes global after that, and {@code agents}, where the API is the OpenTelemetry Java agent's.
 * Prints {@code asked}, and ends when told to.
 */
public final class OwnOpenTelemetry {
    /** The service.name of the application's own telemetry. */
    public static final String SERVICE = "the-application";

    private OwnOpenTelemetry() {}

    public static void main(String[] args) throws InterruptedException, ExecutionException {
        CountDownLatch told = new CountDownLatch(1);
        ParentLine.listen(command -> told.countDown());
        try (OpenTelemetrySdk sdk = sdk()) {
            if (args[0].equals("global")) {
                GlobalOpenTelemetry.set(sdk);
            }
            ask(args[0].equals("agents") ? GlobalOpenTelemetry.get() : sdk, args[1], args[3], ClientFile.read(args[2]));
            System.out.println("asked");
            told.await();
            if (args[0].equals("later")) {
                GlobalOpenTelemetry.set(sdk);
                System.out.println("set");
            }
        }
    }

    @SuppressWarnings("try")
    private static void ask(OpenTelemetry openTelemetry, String topic, String kind, Properties properties)
            throws InterruptedException, ExecutionException {
        Span span = openTelemetry.getTracer("application").spanBuilder("ask").startSpan();
        try (Scope current = span.makeCurrent()) {
            switch (kind) {
                case "producer" -> {
                    try (KafkaProducer<byte[], byte[]> producer = ClientFile.producer(properties)) {
                        producer.send(new ProducerRecord<>(topic, new byte[10])).get();
                    }
                }
                case "admin" -> {
                    try (Admin admin = Admin.create(properties)) {
                        admin.describeTopics(List.of(topic)).allTopicNames().get();
                    }
                }
                default -> {
                    if (kind.equals("consumer")) {
                        properties.setProperty("group.protocol", "consumer");
                        properties.setProperty("group.id", kind);
                    }
                    try (KafkaConsumer<byte[], byte[]> consumer = ClientFile.consumer(properties)) {
                        consumer.partitionsFor(topic);
                    }
                }
            }
        } finally {
            span.end();
        }
    }

    private static OpenTelemetrySdk sdk() {
        String endpoint = System.getenv("OTEL_EXPORTER_OTLP_ENDPOINT") + "/v1/traces";
        return OpenTelemetrySdk.builder()
                .setTracerProvider(SdkTracerProvider.builder()
                        .setResource(Resource.create(Attributes.of(AttributeKey.stringKey("service.name"), SERVICE)))
                        .addSpanProcessor(BatchSpanProcessor.builder(OtlpHttpSpanExporter.builder()
                                        .setEndpoint(endpoint)
                                        .build())
                                .setScheduleDelay(Duration.ofMillis(200))
                                .build())
                        .build())
                .build();
    }
}
