package io.kafkalifeline.hooktests;

import static io.kafkalifeline.hooktests.cluster.Event.Kind.TOO_SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.kafkalifeline.hooktests.cluster.Arrival;
import io.kafkalifeline.hooktests.cluster.Cluster;
import io.kafkalifeline.hooktests.cluster.Journal;
import io.kafkalifeline.hooktests.cluster.Reaction;
import io.kafkalifeline.hooktests.cluster.Script;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.protocol.ApiKeys;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The three switches in all combinations, each in a JVM of its own: each does its work and no other's. */
class SwitchesIT {
    @ParameterizedTest(name = "reauthentication={0}, tracing={1}, diagnosis={2}")
    @CsvSource({
        "true,true,true", "true,true,false", "true,false,true", "true,false,false",
        "false,true,true", "false,true,false", "false,false,true", "false,false,false"
    })
    void eachSwitchSwitchesItsOwnFeature(boolean reauthentication, boolean tracing, boolean diagnosis)
            throws Exception {
        try (Cluster sessions = Cluster.start(
                        Script.sasl().sessions(Duration.ofMillis(300)).unenforced());
                Cluster silence =
                        Cluster.start(Script.sasl().when(Arrival.of(ApiKeys.SASL_HANDSHAKE), Reaction.silence()));
                Collector collector = new Collector()) {
            ProcessBuilder command = new ProcessBuilder(
                    System.getProperty("java.home") + "/bin/java",
                    "-javaagent:" + System.getProperty("agent.jar"),
                    "-Dkafka.lifeline.reauthentication=" + reauthentication,
                    "-Dkafka.lifeline.tracing=" + tracing,
                    "-Dkafka.lifeline.diagnosis=" + diagnosis,
                    "-Dpassword=" + Script.PASSWORD,
                    "-Xmx128m",
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    SwitchedApplication.class.getName(),
                    sessions.address(),
                    silence.address());
            command.environment().put("CLASSPATH", System.getProperty("java.class.path"));
            command.environment().put("OTEL_EXPORTER_OTLP_ENDPOINT", collector.endpoint());
            command.environment().put("OTEL_BSP_SCHEDULE_DELAY", "100");
            command.environment().remove("JAVA_TOOL_OPTIONS");
            Process application = command.redirectErrorStream(true).start();
            try {
                letGoOn(
                        application,
                        () -> hasFallenSilent(silence.journal())
                                && (reauthentication
                                        ? sessions.journal().renewalsOfOneConnection("work") >= 2
                                        : sessions.journal().count("work", TOO_SOON) > 0));
                List<String> lines = new String(application.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .toList();
                assertThat(application.waitFor(60, TimeUnit.SECONDS)).isTrue();

                assertThat(lines).contains("done");
                assertThat(lines).noneMatch(line -> line.contains("Kafka goes on without it"));
                assertThat(sessions.journal().count("work", TOO_SOON) > 0)
                        .as("renewed too soon, as stock does")
                        .isEqualTo(!reauthentication);
                assertThat(lines)
                        .filteredOn(line -> line.startsWith("cause: "))
                        .hasSize(2)
                        .allMatch(line -> line.contains("sasl.handshake") == diagnosis)
                        .allMatch(line -> line.equals("cause: null") != diagnosis);
                assertThat(collector.traces.get() > 0).as("spans").isEqualTo(tracing);
            } finally {
                application.destroyForcibly();
            }
        }
    }

    private static boolean hasFallenSilent(Journal journal) {
        return journal.requests("send", ApiKeys.SASL_HANDSHAKE) > 0
                && journal.requests("admin", ApiKeys.SASL_HANDSHAKE) > 0;
    }

    /** The application works until a session has been renewed twice in place, or too soon. */
    private static void letGoOn(Process application, BooleanSupplier enough) throws IOException {
        await().atMost(Duration.ofSeconds(60)).until(() -> !application.isAlive() || enough.getAsBoolean());
        application.getOutputStream().close();
    }

    /** Counts what arrives for traces. */
    private static final class Collector implements AutoCloseable {
        private final AtomicInteger traces = new AtomicInteger();
        private final HttpServer server;

        Collector() throws IOException {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> {
                exchange.getRequestBody().readAllBytes();
                if (exchange.getRequestURI().getPath().equals("/v1/traces")) {
                    traces.incrementAndGet();
                }
                exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
                exchange.sendResponseHeaders(200, -1);
                exchange.close();
            });
            server.start();
        }

        String endpoint() {
            return "http://127.0.0.1:" + server.getAddress().getPort();
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }
}
