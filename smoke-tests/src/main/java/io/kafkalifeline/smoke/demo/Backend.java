package io.kafkalifeline.smoke.demo;

import io.kafkalifeline.smoke.otlp.OtlpSpan;
import io.kafkalifeline.smoke.zipkin.ZipkinServer;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/** The switch {@code -Dzipkin}: the demo's traces in a real backend, to be looked at until Enter is pressed. */
final class Backend {
    private static final String SWITCH = "zipkin";

    private Backend() {}

    static boolean wanted() {
        return System.getProperty(SWITCH) != null;
    }

    static void show(List<OtlpSpan> spans, Consumer<String> out) throws InterruptedException {
        out.accept("");
        out.accept("Starting Zipkin ...");
        try (ZipkinServer zipkin = ZipkinServer.start()) {
            zipkin.take(spans);
            out.accept("  one initialisation over SASL_SSL: " + zipkin.page(last(spans, "Kafka connection_setup ")));
            out.accept("  one re-authentication:            " + zipkin.page(last(spans, "Kafka reauthentication ")));
            out.accept("Press Enter to stop.");
            awaitEnter();
        }
    }

    /** The trace of the last one that went over TLS. */
    private static String last(List<OtlpSpan> spans, String prefix) {
        return spans.stream()
                .filter(span -> span.name().startsWith(prefix))
                .filter(span -> Demo.TLS_CLIENT.equals(span.attributes().get("messaging.client.id")))
                .reduce((first, second) -> second)
                .orElseThrow(() -> new DemoFailed(List.of("no span " + prefix)))
                .traceId();
    }

    private static void awaitEnter() {
        try {
            int read;
            do {
                read = System.in.read();
            } while (read != '\n' && read != -1);
        } catch (IOException e) {
            // Nobody is there to press it.
        }
    }
}
