package io.kafkalifeline.smoke;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kafkalifeline.smoke.process.HeldPorts;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A real Prometheus that scrapes one application every second and follows our alert rules. */
final class Prometheus implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final String endpoint;

    private Prometheus(Process process, String endpoint) {
        this.process = process;
        this.endpoint = endpoint;
    }

    /** Starts the one that is in the path, or that the build has put beside the brokers. */
    static Prometheus scraping(int port) throws IOException {
        Path home = Workspace.directory("prometheus");
        Path settings = Files.writeString(home.resolve("prometheus.yml"), """
                global: {scrape_interval: 1s, evaluation_interval: 1s}
                rule_files: ["%s"]
                scrape_configs: [{job_name: application, static_configs: [{targets: ["127.0.0.1:%d"]}]}]
                """.formatted(
                        Dashboards.RULES.toAbsolutePath().normalize(), port));
        int own = HeldPorts.free();
        Path unpacked = Workspace.directory("kafka").resolve("prometheus/usr/bin/prometheus");
        Process process = new ProcessBuilder(
                        Files.exists(unpacked) ? unpacked.toString() : "prometheus",
                        "--config.file=" + settings,
                        "--storage.tsdb.path=" + Files.createTempDirectory(home, "data"),
                        "--web.listen-address=127.0.0.1:" + own)
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("prometheus.out").toFile())
                .start();
        return new Prometheus(process, "http://127.0.0.1:" + own);
    }

    /** What an expression yields now; Prometheus' own complaint where it is none. */
    JsonNode query(String expression) throws IOException, InterruptedException {
        JsonNode answer = get("/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8));
        if (!answer.path("status").asText().equals("success")) {
            throw new AssertionError(expression + ": " + answer);
        }
        return answer.path("data").path("result");
    }

    /** Waits until an expression yields something. */
    JsonNode await(String expression) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            try {
                JsonNode result = query(expression);
                if (!result.isEmpty()) {
                    return result;
                }
            } catch (IOException e) {
                // It does not listen yet.
            }
            Thread.sleep(200);
        }
        throw new AssertionError("nothing for " + expression + " within " + PATIENCE);
    }

    /** The rules as it has understood and evaluated them. */
    JsonNode rules() throws IOException, InterruptedException {
        return get("/api/v1/rules").path("data").path("groups");
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(endpoint + path))
                .timeout(PATIENCE)
                .build();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        return new ObjectMapper().readTree(answer.body());
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
