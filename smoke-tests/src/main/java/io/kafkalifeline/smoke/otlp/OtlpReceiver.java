package io.kafkalifeline.smoke.otlp;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.kafkalifeline.smoke.secrets.Secrets;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;

/**
 * A collector: takes traces and metrics as OTLP/HTTP protobuf on a free loopback port and keeps the spans and
 * the newest metrics. Can be told to misbehave
 * as collectors do. Thread-safe.
 */
public final class OtlpReceiver implements AutoCloseable {
    /** What the receiver does with a request. */
    public enum Answer {
        /** Stores the spans and answers 200. */
        OK,
        /** Reads the request, stores nothing, answers 500. */
        ERROR,
        /** Reads the request, stores nothing and answers nothing until told otherwise or closed. */
        HANG,
        /** Nobody listens on the port. */
        REFUSE
    }

    private final List<OtlpSpan> spans = new ArrayList<>();
    /** By name, attributes and resource: what is sent is cumulative. */
    private final Map<List<Object>, OtlpMetric> metrics = new LinkedHashMap<>();

    private final ExecutorService threads = Executors.newCachedThreadPool(OtlpReceiver::daemon);
    private HttpServer server;
    private int port;
    private int requests;
    private Answer answer = Answer.OK;
    private boolean closed;

    private OtlpReceiver() {}

    /** Starts a receiver that answers {@link Answer#OK}. */
    public static OtlpReceiver start() {
        OtlpReceiver receiver = new OtlpReceiver();
        synchronized (receiver) {
            receiver.listen();
        }
        return receiver;
    }

    /** The value for {@code OTEL_EXPORTER_OTLP_ENDPOINT}, without the signal's path. */
    public synchronized String endpoint() {
        return "http://127.0.0.1:" + port;
    }

    /** How many requests have arrived on any path, whatever they were answered. */
    public synchronized int requests() {
        return requests;
    }

    /** The spans so far, in the order of their arrival. */
    public synchronized List<OtlpSpan> spans() {
        return List.copyOf(spans);
    }

    /** The newest value of every metric with every set of attributes. */
    public synchronized List<OtlpMetric> metrics() {
        return List.copyOf(metrics.values());
    }

    /** The newest data points of one metric. */
    public List<OtlpMetric> metrics(String name) {
        return metrics().stream().filter(point -> point.name().equals(name)).toList();
    }

    /** Waits for a span. @throws AssertionError naming what has arrived instead, after {@code timeout} */
    public OtlpSpan await(Predicate<OtlpSpan> wanted, Duration timeout) throws InterruptedException {
        return await(wanted, 1, timeout).get(0);
    }

    /**
     * Waits until at least {@code count} spans match and returns all that do.
     *
     * @throws AssertionError naming what has arrived instead, after {@code timeout}
     */
    public synchronized List<OtlpSpan> await(Predicate<OtlpSpan> wanted, int count, Duration timeout)
            throws InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (true) {
            List<OtlpSpan> matching = spans.stream().filter(wanted).toList();
            if (matching.size() >= count) {
                return matching;
            }
            long leftMillis = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (leftMillis <= 0) {
                throw new AssertionError("Only " + matching.size() + " of " + count + " spans within " + timeout
                        + "; received: " + spans.stream().map(OtlpSpan::name).toList());
            }
            wait(leftMillis);
        }
    }

    /** Changes what later requests meet; releases those that hang. */
    public synchronized void answer(Answer newAnswer) {
        if (newAnswer == Answer.REFUSE) {
            server.stop(0);
        } else if (answer == Answer.REFUSE) {
            listen();
        }
        answer = newAnswer;
        notifyAll();
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            Secrets.observed("spans", () -> spans.stream().map(Object::toString).iterator());
            Secrets.observed(
                    "metrics",
                    () -> metrics.values().stream().map(Object::toString).iterator());
        }
        closed = true;
        notifyAll();
        server.stop(0);
        threads.shutdownNow();
    }

    private void listen() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        port = server.getAddress().getPort();
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange;
                InputStream body = body(exchange)) {
            boolean traces = exchange.getRequestURI().getPath().equals("/v1/traces");
            boolean metricsPath = exchange.getRequestURI().getPath().equals("/v1/metrics");
            List<OtlpSpan> received = traces ? OtlpDecoder.spans(body) : List.of();
            List<OtlpMetric> points = metricsPath ? OtlpDecoder.metrics(body) : List.of();
            body.readAllBytes();
            exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
            exchange.sendResponseHeaders(status(received, points), -1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized int status(List<OtlpSpan> received, List<OtlpMetric> points) throws InterruptedException {
        requests++;
        notifyAll();
        boolean hung = false;
        while (answer == Answer.HANG && !closed) {
            hung = true;
            wait();
        }
        if (hung || answer != Answer.OK) {
            return 500;
        }
        spans.addAll(received);
        for (OtlpMetric point : points) {
            metrics.put(List.of(point.name(), point.attributes(), point.resource()), point);
        }
        notifyAll();
        return 200;
    }

    private static InputStream body(HttpExchange exchange) throws IOException {
        boolean gzip = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
        return gzip ? new GZIPInputStream(exchange.getRequestBody()) : exchange.getRequestBody();
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "otlp-receiver");
        thread.setDaemon(true);
        return thread;
    }
}
