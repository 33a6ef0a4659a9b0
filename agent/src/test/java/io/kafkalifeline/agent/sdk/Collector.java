package io.kafkalifeline.agent.sdk;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A port that OTLP is sent to. Bodies are kept undecoded: protobuf has strings as they are. */
final class Collector implements AutoCloseable {
    /** Answers with the paths of what was sent, so that a child can wait for it before it ends. */
    static final String SEEN = "/seen";

    private final Set<String> paths = ConcurrentHashMap.newKeySet();
    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final HttpServer server;
    private final int status;

    /** @param status what requests are answered; 0 for nothing at all until closed */
    Collector(int status) throws IOException {
        this.status = status;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/v1/traces", this::handle);
        server.createContext("/v1/metrics", this::handle);
        server.createContext(SEEN, this::tellSeen);
        server.start();
    }

    /** An endpoint that nobody listens on. */
    static String refusingEndpoint() throws IOException {
        try (Collector collector = new Collector(200)) {
            return collector.endpoint();
        }
    }

    String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    List<String> bodies() {
        return bodies;
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange;
                InputStream body = exchange.getRequestBody()) {
            bodies.add(new String(body.readAllBytes(), StandardCharsets.ISO_8859_1));
            paths.add(exchange.getRequestURI().getPath());
            if (status == 0) {
                closed.await();
            } else {
                exchange.sendResponseHeaders(status, -1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void tellSeen(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] seen = String.join(" ", paths).getBytes(StandardCharsets.ISO_8859_1);
            exchange.sendResponseHeaders(200, seen.length == 0 ? -1 : seen.length);
            exchange.getResponseBody().write(seen);
        }
    }
}
