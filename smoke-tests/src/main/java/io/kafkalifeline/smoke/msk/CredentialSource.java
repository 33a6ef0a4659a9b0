package io.kafkalifeline.smoke.msk;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.kafkalifeline.smoke.Workspace;
import io.kafkalifeline.smoke.secrets.Secrets;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Where a client's AWS credentials come from, as in production: a container-credentials endpoint on loopback and a
 * shared-credentials file, both with the same credentials, which a test rotates while clients run. A client keeps what
 * the endpoint gave for a second.
 */
public final class CredentialSource implements AutoCloseable {
    /** The SDK holds credentials for stale a minute before they end. */
    private static final long STALE_MS = 60_000;

    private static final long KEPT_MS = 1000;
    private static final long BLANK_EVERY_MS = 250;

    private static final AtomicLong SERIALS = new AtomicLong(System.currentTimeMillis());

    private final Path file = Workspace.directory("clients").resolve("aws-credentials");
    private final ExecutorService threads = Executors.newCachedThreadPool(CredentialSource::daemon);
    private final HttpServer server;
    private volatile Credentials current;
    private volatile long delayMs;
    private volatile boolean failing;

    public CredentialSource() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/credentials", this::answer);
        server.setExecutor(threads);
        server.start();
        reset();
    }

    /** As at the beginning: quick, and with credentials that outlast every run. */
    public void reset() {
        delayMs = 0;
        failing = false;
        rotate("pod-0");
    }

    /** What the next credentials will have; the broker can be told to take no earlier ones. */
    public long nextSerial() {
        return SERIALS.get() + 1;
    }

    /** New credentials from now on, under a session name that may be new too. */
    public void rotate(String sessionName) {
        current = new Credentials(sessionName, SERIALS.incrementAndGet());
        Secrets.note(current.secretAccessKey());
        Secrets.note(current.sessionToken());
        Path written = file.resolveSibling("aws-credentials.new");
        try {
            Files.writeString(
                    written,
                    "[default]\naws_access_key_id=" + current.accessKeyId() + "\naws_secret_access_key="
                            + current.secretAccessKey() + "\naws_session_token=" + current.sessionToken() + "\n");
            Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The endpoint answers that late from now on. */
    public void slow(long ms) {
        delayMs = ms;
    }

    /** The endpoint answers 500 from now on, or no longer. */
    public void failing(boolean fails) {
        failing = fails;
    }

    /** Lets a client process use the endpoint. */
    public Map<String, String> endpointEnvironment() {
        return Map.of(
                "AWS_CONTAINER_CREDENTIALS_FULL_URI",
                "http://127.0.0.1:" + server.getAddress().getPort() + "/credentials",
                "AWS_SHARED_CREDENTIALS_FILE",
                "/nonexistent",
                "AWS_CONFIG_FILE",
                "/nonexistent");
    }

    /** Lets a client process use the file. */
    public Map<String, String> fileEnvironment() {
        return Map.of("AWS_SHARED_CREDENTIALS_FILE", file.toString(), "AWS_CONFIG_FILE", "/nonexistent");
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (failing) {
                exchange.sendResponseHeaders(500, -1);
                return;
            }
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, 0);
            beSlow(exchange.getResponseBody());
            Credentials now = current;
            byte[] body = ("{\"AccessKeyId\":\"" + now.accessKeyId() + "\",\"SecretAccessKey\":\""
                            + now.secretAccessKey() + "\",\"Token\":\"" + now.sessionToken() + "\",\"Expiration\":\""
                            + Instant.now().plusMillis(STALE_MS + KEPT_MS) + "\"}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** With a blank now and then, as the SDK gives up a source from which nothing comes for a second. */
    private void beSlow(OutputStream body) throws IOException, InterruptedException {
        for (long leftMs = delayMs; leftMs > 0; leftMs -= BLANK_EVERY_MS) {
            Thread.sleep(Math.min(leftMs, BLANK_EVERY_MS));
            body.write(' ');
            body.flush();
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "credential-source");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
