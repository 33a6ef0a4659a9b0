package io.kafkalifeline.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkalifeline.smoke.broker.Logins;
import io.kafkalifeline.smoke.child.ConnectOnce;
import io.kafkalifeline.smoke.process.ChildProcess;
import io.kafkalifeline.smoke.secrets.Secrets;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;

/** Initialisations show in a recording of JDK Flight Recorder, without any backend. */
class FlightRecorderIT {
    @Test
    void aRecordingHoldsTheInitialisationAndItsPhases() throws Exception {
        List<RecordedEvent> events = record("flight-ready", SharedBroker.get().clientProperties("SASL_SSL_PLAIN"));

        assertThat(events)
                .filteredOn(event -> isOf(event, "BrokerInitialisation"))
                .isNotEmpty()
                .allSatisfy(event -> {
                    assertThat(event.getString("outcome")).isEqualTo("ready");
                    assertThat(event.getString("securityProtocol")).isEqualTo("SASL_SSL");
                    assertThat(event.getString("broker")).startsWith("localhost:");
                    assertThat(event.getDuration("took")).isPositive();
                    assertThat(event.getString("errorType")).isEmpty();
                });
        assertThat(events)
                .filteredOn(event -> isOf(event, "BrokerInitialisationPhase"))
                .extracting(event -> event.getString("phase"))
                .contains("tcp", "tls", "sasl.api_versions", "sasl.handshake", "sasl.authenticate", "api_versions");
    }

    /** As an operator sees it, with the JDK's own command. */
    @Test
    void theJdksOwnCommandPrintsIt() throws Exception {
        record("flight-printed", SharedBroker.get().clientProperties("SASL_SSL_SCRAM"));
        Process jfr = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jfr").toString(),
                        "print",
                        "--events",
                        "io.kafkalifeline.*",
                        recording("flight-printed").toString())
                .redirectErrorStream(true)
                .start();
        String printed = new String(jfr.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(jfr.waitFor()).isZero();
        assertThat(printed)
                .contains("io.kafkalifeline.BrokerInitialisation {", "io.kafkalifeline.BrokerInitialisationPhase {")
                .contains("outcome = \"ready\"", "phase = \"sasl.authenticate\"", "securityProtocol = \"SASL_SSL\"")
                .contains("address = \"127.0.0.1")
                .doesNotContain(Logins.PASSWORD);
    }

    @Test
    void aFailureSaysWhyAndTellsNoSecret() throws Exception {
        Properties client = SharedBroker.get().clientProperties("SASL_PLAINTEXT_PLAIN");
        client.setProperty("sasl.jaas.config", Logins.client("PLAIN", Unreachable.SECRET));
        List<RecordedEvent> events = record("flight-refused", client);

        assertThat(events)
                .filteredOn(event -> isOf(event, "BrokerInitialisation"))
                // The application is told, and closes the client: perhaps in its next attempt.
                .filteredOn(event -> !event.getString("errorType").equals("client_disconnected"))
                .isNotEmpty()
                .allSatisfy(event -> {
                    assertThat(event.getString("outcome")).isEqualTo("failed");
                    assertThat(event.getString("errorType")).isEqualTo("SASL_AUTHENTICATION_FAILED");
                });
        assertThat(events.toString()).doesNotContain(Unreachable.SECRET, Logins.PASSWORD);
    }

    private static List<RecordedEvent> record(String name, Properties client) throws Exception {
        client.setProperty("client.id", name);
        client.setProperty("max.block.ms", "60000");
        Path recording = recording(name);
        try (ChildProcess application = Application.start(Application.attached(name, "4.4.0")
                .jvm("-XX:StartFlightRecording=filename=" + recording)
                .main(
                        ConnectOnce.class.getName(),
                        "one-by-one",
                        SharedBroker.TOPIC,
                        Workspace.clientFile(name, client).toString()))) {
            assertThat(application.awaitExit(Duration.ofMinutes(2))).isZero();
        }
        List<RecordedEvent> events = RecordingFile.readAllEvents(recording).stream()
                .filter(event -> event.getEventType().getName().startsWith("io.kafkalifeline."))
                .toList();
        Secrets.observed("flight", () -> events.stream().map(Object::toString).iterator());
        return events;
    }

    private static Path recording(String name) {
        return Workspace.directory("flight").resolve(name + ".jfr");
    }

    private static boolean isOf(RecordedEvent event, String name) {
        return event.getEventType().getName().equals("io.kafkalifeline." + name);
    }
}
