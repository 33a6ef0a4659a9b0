package io.kafkalifeline.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkalifeline.smoke.broker.KafkaBroker;
import io.kafkalifeline.smoke.child.ConnectOnce;
import io.kafkalifeline.smoke.otlp.OtlpReceiver;
import io.kafkalifeline.smoke.process.ChildProcess;
import io.kafkalifeline.smoke.process.JavaCommand;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Whatever the operator gets wrong, the application does what it does without the agent, and one line says what. */
class HarmlessMistakesIT {
    private static final String CLIENTS = Workspace.BROKER_VERSION;
    private static final OtlpReceiver COLLECTOR = OtlpReceiver.start();

    @AfterAll
    static void stop() {
        COLLECTOR.close();
    }

    @Test
    void withoutAMistakeThereIsTheBannerAlone() throws Exception {
        assertThat(complaints(attached("none", null))).isEmpty();
    }

    @Test
    void withoutACollectorThereIsAHintHowToNameOne() throws Exception {
        JavaCommand command = Application.attached("mistake-no-collector", CLIENTS);
        assertThat(complaints(command)).singleElement().asString().contains("OTEL_EXPORTER_OTLP_ENDPOINT");
    }

    @Test
    void switchedOffItSaysNothing() throws Exception {
        JavaCommand command = attached("off", "enabled=false");
        assertThat(run(command)).isEmpty();
    }

    @Test
    void unknownSetting() throws Exception {
        JavaCommand command = attached("key", "nonsense=1");
        assertThat(complaints(command)).singleElement().asString().contains("nonsense", "enabled", "tracing");
    }

    @Test
    void badValue() throws Exception {
        JavaCommand command = attached("value", "tracing=perhaps");
        assertThat(complaints(command)).singleElement().asString().contains("tracing", "perhaps", "true");
    }

    @Test
    void unknownVariable() throws Exception {
        JavaCommand command = attached("variable", null).env("KAFKA_LIFELINE_NONSENSE", "1");
        assertThat(complaints(command)).singleElement().asString().contains("KAFKA_LIFELINE_NONSENSE");
    }

    @Test
    void badProperty() throws Exception {
        JavaCommand command = attached("property", null).property("kafka.lifeline.enabled", "maybe");
        assertThat(complaints(command)).singleElement().asString().contains("kafka.lifeline.enabled", "maybe");
    }

    @Test
    void argumentsThatAreNone() throws Exception {
        JavaCommand command = attached("arguments", "whatever");
        assertThat(complaints(command)).singleElement().asString().contains("whatever");
    }

    @Test
    void deadCollector() throws Exception {
        String endpoint = "http://127.0.0.1:" + nobodyListens();
        JavaCommand command = Application.attached("mistake-collector", CLIENTS)
                .env(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", endpoint, "OTEL_BSP_SCHEDULE_DELAY", "100"));
        assertThat(complaints(command)).singleElement().asString().contains(endpoint);
    }

    @Test
    void unknownProtocol() throws Exception {
        JavaCommand command = attached("protocol", null).env("OTEL_EXPORTER_OTLP_PROTOCOL", "nonsense");
        assertThat(complaints(command)).singleElement().asString().contains("OTEL_EXPORTER_OTLP_PROTOCOL", "nonsense");
    }

    @Test
    void unknownExporter() throws Exception {
        JavaCommand command = attached("exporter", null).env("OTEL_TRACES_EXPORTER", "nonsense");
        assertThat(complaints(command)).singleElement().asString().contains("OTEL_TRACES_EXPORTER", "nonsense");
    }

    @Test
    void kafkaClientsOfAnotherShape() throws Exception {
        JavaCommand stripped = JavaCommand.named("mistake-shape")
                .small()
                .property("org.slf4j.simpleLogger.defaultLogLevel", "error")
                .env(Application.exportTo(COLLECTOR))
                .classPath(List.of(StrippedClients.jar()))
                .classPath(Workspace.clientClassPath(CLIENTS));
        assertThat(complaints(Application.attach(stripped)))
                .isNotEmpty()
                .allMatch(line -> line.contains("stays off") && line.contains(StrippedClients.MISSING));
    }

    private static JavaCommand attached(String mistake, String agentOptions) {
        return Application.plain("mistake-" + mistake, CLIENTS)
                .agent(Workspace.agentJar(), agentOptions)
                .env(Application.exportTo(COLLECTOR));
    }

    /** What the agent says besides its banner, while the application goes on as always. */
    private static List<String> complaints(JavaCommand command) throws Exception {
        List<String> lines = run(command);
        assertThat(lines).filteredOn(HarmlessMistakesIT::isBanner).hasSize(1);
        return lines.stream().filter(line -> !isBanner(line)).toList();
    }

    private static boolean isBanner(String line) {
        return line.contains("kafka-clients ") && line.contains(": reauthentication o");
    }

    private static List<String> run(JavaCommand command) throws Exception {
        KafkaBroker broker = SharedBroker.get();
        Properties client = broker.clientProperties("SASL_PLAINTEXT_PLAIN");
        List<String> arguments = new ArrayList<>(List.of("one-by-one", SharedBroker.TOPIC));
        for (String id : List.of("first", "second")) {
            client.setProperty("client.id", id);
            arguments.add(Workspace.clientFile("mistaken-" + id, client).toString());
        }
        try (ChildProcess application =
                Application.start(command.main(ConnectOnce.class.getName(), arguments.toArray(String[]::new)))) {
            assertThat(application.awaitExit(Duration.ofMinutes(2))).isZero();
            assertThat(Application.ownLines(application))
                    .as("what the application prints without the agent")
                    .containsExactly("outcome first delivered", "outcome second delivered");
            return Application.lifelineLines(application);
        }
    }

    private static int nobodyListens() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }
}
