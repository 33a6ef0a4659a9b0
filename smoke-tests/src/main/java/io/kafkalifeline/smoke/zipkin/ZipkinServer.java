package io.kafkalifeline.smoke.zipkin;

import io.kafkalifeline.smoke.Workspace;
import io.kafkalifeline.smoke.otlp.OtlpSpan;
import io.kafkalifeline.smoke.process.ChildProcess;
import io.kafkalifeline.smoke.process.HeldPorts;
import io.kafkalifeline.smoke.process.JavaCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A real Zipkin server with its page, in memory, on loopback and a port that the system picked. */
public final class ZipkinServer implements AutoCloseable {
    private static final Duration BOOT = Duration.ofSeconds(90);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient http = HttpClient.newHttpClient();
    private final ChildProcess process;
    private final String endpoint;

    private ZipkinServer(ChildProcess process, String endpoint) {
        this.process = process;
        this.endpoint = endpoint;
    }

    /** Starts it and returns when it serves. Its jar is there where the build was told to fetch it. */
    public static ZipkinServer start() throws InterruptedException {
        Path jar = Workspace.zipkinJar();
        if (Files.notExists(jar)) {
            throw new IllegalStateException("no Zipkin at " + jar + ": -Dzipkin or -Pbrowser fetches it");
        }
        int port = HeldPorts.free();
        ChildProcess process = JavaCommand.named("zipkin")
                .jvm("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
                .jar(
                        jar,
                        "--armeria.ports[0].ip=127.0.0.1",
                        "--armeria.ports[0].port=" + port,
                        "--armeria.ports[0].protocols[0]=http")
                .start(Workspace.directory("logs"));
        ZipkinServer server = new ZipkinServer(process, "http://127.0.0.1:" + port);
        server.awaitHealth();
        return server;
    }

    /** The page that shows one trace. */
    public String page(String traceId) {
        return endpoint + "/zipkin/traces/" + traceId;
    }

    /** Hands it spans, and waits until it shows all their traces. */
    public void take(List<OtlpSpan> spans) throws InterruptedException {
        HttpRequest post = HttpRequest.newBuilder(URI.create(endpoint + "/api/v2/spans"))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(ZipkinJson.of(spans)))
                .build();
        HttpResponse<String> answer = ask(post);
        if (answer.statusCode() != 202) {
            throw new IllegalStateException("Zipkin answers " + answer.statusCode() + ": " + answer.body());
        }
        for (String traceId : spans.stream().map(OtlpSpan::traceId).distinct().toList()) {
            await("/api/v2/trace/" + traceId, PATIENCE);
        }
    }

    private void awaitHealth() throws InterruptedException {
        try {
            await("/health", BOOT);
        } catch (IllegalStateException e) {
            close();
            throw e;
        }
    }

    private void await(String path, Duration patience) throws InterruptedException {
        HttpRequest get = HttpRequest.newBuilder(URI.create(endpoint + path))
                .timeout(PATIENCE)
                .build();
        long deadline = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() < deadline && process.alive()) {
            HttpResponse<String> answer = ask(get);
            if (answer != null && answer.statusCode() == 200) {
                return;
            }
            Thread.sleep(100);
        }
        throw new IllegalStateException("Zipkin has no " + path + " within " + patience + "; its last lines:\n  "
                + String.join("\n  ", process.lines()));
    }

    /** Null where nobody listens yet. */
    private HttpResponse<String> ask(HttpRequest request) throws InterruptedException {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (ConnectException e) {
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.close();
    }
}
