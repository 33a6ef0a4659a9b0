package io.kafkalifeline.agent.sdk;

import io.kafkalifeline.init.Failure;
import io.kafkalifeline.init.InitRecorder;
import io.kafkalifeline.init.InitSink;
import io.kafkalifeline.init.Initialisation;
import io.kafkalifeline.init.Outcome;
import io.kafkalifeline.init.Phase;
import io.kafkalifeline.init.Target;
import io.kafkalifeline.telemetry.TelemetrySettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** What Kafka's hooks would do, run inside the agent's class loader. */
public final class Driver {
    private static final InitSink SINK = Telemetry.of(
                    new TelemetrySettings(
                            !Boolean.getBoolean("no.spans"),
                            !Boolean.getBoolean("no.metrics"),
                            Duration.ofMinutes(1),
                            false),
                    null)
            .sink();

    private Driver() {}

    /** Does one step; steps are separate so that the application can act in between. */
    public static void step(String what) throws InterruptedException {
        switch (what) {
            case "make" -> {}
            case "initialise" -> SINK.accept(initialisation());
            case "await-start" -> awaitThread("BatchSpanProcessor");
            case "await-metrics-start" -> awaitThread("PeriodicMetricReader");
            case "await-own-end" -> awaitOwnEnd();
            case "await-traces" -> awaitExported("/v1/traces");
            case "await-metrics" -> awaitExported("/v1/metrics");
            case "many" -> {
                for (int i = 0; i < 20_000; i++) {
                    SINK.accept(initialisation());
                }
            }
            case "threads" -> threads();
            default -> throw new IllegalArgumentException(what);
        }
    }

    private static Initialisation initialisation() {
        InitRecorder recorder = new InitRecorder(
                new Target("orders", "1", "b-1.example", 9098, "SASL_SSL"),
                new Object(),
                null,
                1,
                null,
                TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis()),
                System::nanoTime);
        recorder.begin(Phase.TCP);
        recorder.fail(new Failure("connection_refused", "Connection refused"));
        return recorder.finish(Outcome.WILL_RETRY);
    }

    private static void awaitThread(String prefix) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (Thread.getAllStackTraces().keySet().stream()
                .noneMatch(t -> t.getName().startsWith(prefix))) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("no thread " + prefix);
            }
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    private static void awaitOwnEnd() throws InterruptedException {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("kafka-lifeline-")) {
                thread.join(30_000);
            }
        }
    }

    /** The end of a JVM waits for an export only so long, which a busy machine may not keep to. */
    private static void awaitExported(String path) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(45);
        while (!seenByCollector().contains(path)) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("nothing was sent to " + path);
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private static String seenByCollector() {
        try (InputStream seen = new URL(System.getenv("OTEL_EXPORTER_OTLP_ENDPOINT") + Collector.SEEN).openStream()) {
            return new String(seen.readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void threads() {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            ClassLoader loader = thread.getContextClassLoader();
            System.out.println(String.format(
                    Locale.ROOT,
                    "thread %s group=%s daemon=%s loader=%s",
                    thread.getName(),
                    thread.getThreadGroup().getName(),
                    thread.isDaemon(),
                    loader == null ? "none" : loader.getName()));
        }
    }
}
