package io.kafkalifeline.smoke;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kafkalifeline.smoke.broker.FaultyPort;
import io.kafkalifeline.smoke.broker.Logins;
import io.kafkalifeline.smoke.child.ConnectOnce;
import io.kafkalifeline.smoke.child.LiveClients;
import io.kafkalifeline.smoke.otlp.OtlpReceiver;
import io.kafkalifeline.smoke.process.ChildProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A platform team's own listener, and the one that ships with the agent. */
class ListenerIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String PARK = "while (true) { java.util.concurrent.locks.LockSupport.park(); }";

    /** What such a team would write; {@code %s} is what it does besides. */
    private static final String SOURCE = """
            package example;

            import io.kafkalifeline.api.BrokerInitEvent;
            import io.kafkalifeline.api.BrokerInitListener;

            public final class Heard implements BrokerInitListener {
                public Heard() {
                    %s
                }

                @Override
                public void onConnect(BrokerInitEvent event) {
                    System.out.println("heard connect " + event.outcome());
                    %s
                }

                @Override
                public void onInitialised(BrokerInitEvent event) {
                    System.out.println("heard initialised " + event.outcome() + " " + event.phases().size());
                }
            }
            """;

    @Test
    void aListenerOfOnesOwnHearsTheDialAndTheWhole() throws Exception {
        ChildProcess application =
                run("listener-good", "listener.jar=" + ListenerJars.jar("good", SOURCE.formatted("", "")));

        assertThat(Application.ownLines(application))
                .contains("heard connect connected")
                .anyMatch(line -> line.matches("heard initialised ready [67]"))
                .anyMatch(line -> line.startsWith("outcome ") && line.endsWith(" delivered"));
        assertThat(Application.lifelineLines(application)).noneMatch(line -> line.contains("listener"));
    }

    @Test
    void oneThatThrowsOrSleepsIsNoHarm() throws Exception {
        Path jar = ListenerJars.jar("throwing", SOURCE.formatted("", "throw new Error(\"broken\");"));
        ChildProcess throwing = run("listener-throwing", "listener.jar=" + jar);
        Path sleeping = ListenerJars.jar("sleeping", SOURCE.formatted("", PARK));
        ChildProcess hanging = run("listener-hanging", "listener.jar=" + sleeping);

        assertDelivered(throwing);
        assertThat(Application.ownLines(throwing)).anyMatch(line -> line.startsWith("heard initialised ready"));
        assertThat(Application.lifelineLines(throwing))
                .filteredOn(line -> line.contains("listener example.Heard failed with java.lang.Error"))
                .hasSize(1);
        assertDelivered(hanging);
    }

    /** It loses events, of which the operator hears; nobody else loses any. */
    @Tag("complete")
    @Test
    void oneThatHangsIsToldOfAndKeepsNobodyElseFromHearing() throws Exception {
        Properties client = new Properties();
        client.setProperty("bootstrap.servers", "127.0.0.1:" + FaultyPort.refusing());
        client.setProperty("client.id", "listener-parked");
        client.setProperty("reconnect.backoff.ms", "0");
        client.setProperty("reconnect.backoff.max.ms", "0");
        client.setProperty("max.block.ms", "300000");
        long begun = System.nanoTime();
        try (OtlpReceiver collector = OtlpReceiver.start();
                ChildProcess application = Application.start(Application.plain("listener-parked", "4.4.0")
                        .agent(
                                Workspace.agentJar(),
                                "log.events=json;listener.jar="
                                        + ListenerJars.jar("parked", SOURCE.formatted("", PARK)))
                        .env(Application.exportTo(collector))
                        .env("OTEL_TRACES_EXPORTER", "none")
                        .env("OTEL_METRICS_EXPORTER", "otlp")
                        .env("OTEL_METRIC_EXPORT_INTERVAL", "500")
                        .main(ConnectOnce.class.getName(), "at-once", SharedBroker.TOPIC)
                        // Each fails twenty times a second.
                        .args(Collections.nCopies(
                                        20,
                                        Workspace.clientFile("listener-parked", client)
                                                .toString())
                                .toArray(String[]::new)))) {
            application.awaitLine(
                    line -> line.contains("listener example.Heard is too slow: ")
                            && line.contains(" broker initialisations were dropped"),
                    PATIENCE);
            int soFar = application.lines().size();
            application.awaitLine(soFar, line -> line.startsWith("{\"event\":\"kafka.initialisation\""), PATIENCE);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(collector.metrics("kafka.lifeline.telemetry.dropped"))
                            .filteredOn(point -> "listener example.Heard"
                                    .equals(point.attributes().get("kafka.lifeline.output")))
                            .singleElement()
                            .satisfies(point -> assertThat(point.count()).isPositive()));
            assertThat(Application.ownLines(application))
                    .filteredOn(line -> line.startsWith("heard "))
                    .hasSize(1);
            // At most one a minute.
            assertThat(Application.lifelineLines(application))
                    .filteredOn(line -> line.contains("listener example.Heard is too slow"))
                    .hasSizeBetween(1, 1 + (int) TimeUnit.NANOSECONDS.toMinutes(System.nanoTime() - begun));
        }
    }

    /** Letter by letter. */
    @Test
    void theExampleInTheReadmeWritesJson() throws Exception {
        Path jar = ListenerJars.jar("readme", ListenerJars.readmeExample());
        Properties sessions = SharedBroker.get().clientProperties(SharedBroker.SHORT_SESSIONS[0].name());
        sessions.setProperty("client.id", "readme-sessions");
        Properties refused = SharedBroker.get().clientProperties("SASL_PLAINTEXT_PLAIN");
        refused.setProperty("client.id", "readme-refused");
        refused.setProperty("sasl.jaas.config", Logins.client("PLAIN", Unreachable.SECRET));
        SharedBroker.get().createTopic("readme");

        List<JsonNode> events = new ArrayList<>();
        try (ChildProcess application = Application.start(Application.plain("listener-readme", "4.4.0")
                .agent(Workspace.agentJar(), "listener.jar=" + jar)
                .main(
                        LiveClients.class.getName(),
                        "readme",
                        "told",
                        "producer=" + Workspace.clientFile("readme-sessions", sessions),
                        "producer=" + Workspace.clientFile("readme-refused", refused)))) {
            for (String wanted : List.of("\"outcome\":\"renewed\"", "SASL_AUTHENTICATION_FAILED")) {
                application.awaitLine(line -> line.startsWith("{") && line.contains(wanted), PATIENCE);
            }
            application.tell("stop");
            assertThat(application.awaitExit(PATIENCE)).isZero();
            for (String line : application.lines(line -> line.startsWith("{"))) {
                events.add(new ObjectMapper().readTree(line));
            }
        }

        assertThat(events)
                .extracting(event -> event.get("kind").asText())
                .contains("CONNECT", "INITIALISATION", "REAUTHENTICATION");
        assertThat(events).allSatisfy(event -> {
            assertThat(event.get("broker").asText()).startsWith("localhost:");
            assertThat(event.get("ms").asDouble()).isPositive();
            assertThat(event.get("phases")).isNotEmpty().allSatisfy(phase -> {
                assertThat(phase.get("phase").asText()).isNotEmpty();
                assertThat(phase.get("ms").isNumber()).isTrue();
            });
        });
        assertThat(events)
                .filteredOn(event -> event.get("outcome").asText().equals("failed"))
                // The end of the client may cut its last attempt short.
                .filteredOn(event -> !event.get("errorType").asText().equals("client_disconnected"))
                .isNotEmpty()
                .allSatisfy(event -> {
                    assertThat(event.get("errorType").asText()).isEqualTo("SASL_AUTHENTICATION_FAILED");
                    assertThat(event.get("error").asText()).contains("Invalid username or password");
                });
        assertThat(events)
                .filteredOn(event -> event.get("outcome").asText().equals("renewed"))
                .isNotEmpty()
                .allSatisfy(event -> assertThat(event.get("errorType").isNull()).isTrue());
    }

    @Tag("complete")
    @Test
    void aJarThatIsNotThereOrHoldsNothingOrCannotStartIsOneLine() throws Exception {
        Path empty = ListenerJars.jar("empty", null);
        Path broken =
                ListenerJars.jar("broken", SOURCE.formatted("if (true) { throw new IllegalStateException(); }", ""));
        ChildProcess missing = run("listener-missing", "listener.jar=/nowhere/at-all.jar");
        ChildProcess nothing = run("listener-nothing", "listener.jar=" + empty);
        ChildProcess unusable = run("listener-unusable", "listener.jar=" + broken);

        assertOneLine(missing, "is no file");
        assertOneLine(nothing, "names no io.kafkalifeline.api.BrokerInitListener");
        assertOneLine(unusable, "cannot be used");
    }

    @Test
    void eventsAreLinesOfJson() throws Exception {
        ChildProcess application = run("listener-json", "log.events=json");

        List<JsonNode> events = new ArrayList<>();
        for (String line : Application.ownLines(application)) {
            if (line.startsWith("{")) {
                events.add(new ObjectMapper().readTree(line));
            }
        }
        assertDelivered(application);
        assertThat(events)
                .filteredOn(event -> event.get("event").asText().equals("kafka.initialisation"))
                .isNotEmpty()
                .allSatisfy(event -> {
                    assertThat(event.get("outcome").asText()).isEqualTo("ready");
                    assertThat(event.get("mechanism").asText()).isEqualTo("PLAIN");
                    assertThat(event.get("duration_ms").asDouble()).isPositive();
                    assertThat(event.get("phases").size()).isGreaterThanOrEqualTo(6);
                });
        assertThat(events)
                .filteredOn(event -> event.get("event").asText().equals("kafka.connect"))
                .isNotEmpty();
    }

    private static void assertOneLine(ChildProcess application, String what) {
        assertDelivered(application);
        assertThat(Application.lifelineLines(application))
                .filteredOn(line -> line.contains("listener.jar="))
                .singleElement()
                .asString()
                .contains(what);
    }

    private static void assertDelivered(ChildProcess application) {
        assertThat(Application.ownLines(application))
                .anyMatch(line -> line.startsWith("outcome ") && line.endsWith(" delivered"));
    }

    private static ChildProcess run(String name, String agentArguments) throws Exception {
        Properties client = SharedBroker.get().clientProperties("SASL_SSL_PLAIN");
        client.setProperty("client.id", name);
        try (ChildProcess application = Application.start(Application.plain(name, "4.4.0")
                .agent(Workspace.agentJar(), agentArguments)
                .main(
                        ConnectOnce.class.getName(),
                        "one-by-one",
                        SharedBroker.TOPIC,
                        Workspace.clientFile(name, client).toString()))) {
            assertThat(application.awaitExit(Duration.ofMinutes(2))).isZero();
            return application;
        }
    }
}
