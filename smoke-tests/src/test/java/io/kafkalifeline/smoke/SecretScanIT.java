package io.kafkalifeline.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkalifeline.smoke.broker.Logins;
import io.kafkalifeline.smoke.child.ConnectOnce;
import io.kafkalifeline.smoke.child.LiveClients;
import io.kafkalifeline.smoke.child.logins.ChangingPrincipal;
import io.kafkalifeline.smoke.otlp.OtlpReceiver;
import io.kafkalifeline.smoke.process.ChildProcess;
import io.kafkalifeline.smoke.secrets.SecretScan;
import io.kafkalifeline.smoke.secrets.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The last of all: nothing that any application of this run printed, exported or recorded tells a secret. Brokers'
 * logs are theirs, and properties files are what applications are given.
 */
@Order(Integer.MAX_VALUE)
@Tag("always")
class SecretScanIT {
    private static final String REFUSED_SECRET = "wr0ng-Secret-79";
    /** Nothing secret, but as hard to find: a client's and a service's name, which come out everywhere. */
    private static final String PLANTED = "planted-" + Long.toHexString(System.nanoTime());

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final Path RECORDING = Workspace.directory("flight").resolve("talkative.jfr");

    /** So that there is something to scan even where this runs alone. */
    @BeforeAll
    static void useASecret() throws Exception {
        Secrets.note(REFUSED_SECRET);
        Properties client = SharedBroker.get().clientProperties("SASL_SSL_PLAIN");
        client.setProperty("client.id", "secretive");
        client.setProperty("sasl.jaas.config", Logins.client("PLAIN", REFUSED_SECRET));
        try (OtlpReceiver collector = OtlpReceiver.start();
                ChildProcess application = Application.start(Application.attached("secretive", "4.4.0")
                        .property("org.slf4j.simpleLogger.defaultLogLevel", "info")
                        .env(Application.exportTo(collector))
                        .main(
                                ConnectOnce.class.getName(),
                                "one-by-one",
                                SharedBroker.TOPIC,
                                Workspace.clientFile("secretive", client).toString()))) {
            assertThat(application.awaitExit(Duration.ofMinutes(2))).isZero();
            assertThat(application.lines(line -> line.startsWith("told ")))
                    .singleElement()
                    .asString()
                    .contains("SaslAuthenticationException");
        }
    }

    /** All that the agent can write, at a level at which Kafka writes most, for credentials that do not work. */
    @BeforeAll
    static void useEverything() throws Exception {
        SharedBroker.get().createTopic("talkative");
        Properties refused = SharedBroker.get().clientProperties("SASL_PLAINTEXT_PLAIN");
        refused.setProperty("client.id", PLANTED);
        refused.setProperty("sasl.jaas.config", Logins.client("PLAIN", REFUSED_SECRET));
        Properties changing = SharedBroker.get().clientProperties("SHORT_OAUTH");
        changing.setProperty("client.id", "changing");
        changing.setProperty("sasl.login.callback.handler.class", ChangingPrincipal.class.getName());
        changing.setProperty("sasl.login.refresh.min.period.seconds", "0");
        changing.setProperty("sasl.login.refresh.buffer.seconds", "0");
        String arguments =
                "log.events=json;listener.jar=" + ListenerJars.jar("talkative", ListenerJars.readmeExample());
        try (OtlpReceiver collector = OtlpReceiver.start();
                ChildProcess application = Application.start(Application.plain("talkative", "4.4.0")
                        .agent(Workspace.agentJar(), arguments)
                        .property("org.slf4j.simpleLogger.defaultLogLevel", "debug")
                        .jvm("-XX:StartFlightRecording=filename=" + RECORDING)
                        .env(Application.exportTo(collector))
                        .env("OTEL_METRICS_EXPORTER", "otlp")
                        .env("OTEL_SERVICE_NAME", PLANTED)
                        .main(
                                LiveClients.class.getName(),
                                "talkative",
                                "told",
                                "producer=" + Workspace.clientFile("talkative-refused", refused),
                                "producer=" + Workspace.clientFile("talkative-changing", changing)))) {
            awaitWhatIsToBeScanned(collector, application);
            application.tell("stop");
            assertThat(application.awaitExit(PATIENCE)).isZero();
            assertThat(collector.spans().toString())
                    .contains("Cannot change principals during re-authentication", "SASL_AUTHENTICATION_FAILED")
                    .doesNotContain(ChangingPrincipal.PREFIX);
            assertThat(application.lines(SecretScanIT::isWrittenByUs))
                    .anyMatch(line -> line.startsWith("{\"event\"") && line.contains("Cannot change principals"))
                    .anyMatch(line -> line.startsWith("{\"kind\"") && line.contains("Cannot change principals"))
                    .noneMatch(line -> line.contains(ChangingPrincipal.PREFIX));
            assertThat(RecordingFile.readAllEvents(RECORDING).stream()
                            .filter(event -> event.getEventType().getName().startsWith("io.kafkalifeline."))
                            .map(Object::toString))
                    .anyMatch(event -> event.contains("Cannot change principals"))
                    .noneMatch(event -> event.contains(ChangingPrincipal.PREFIX));
        }
    }

    private static void awaitWhatIsToBeScanned(OtlpReceiver collector, ChildProcess application)
            throws InterruptedException {
        collector.await(span -> span.toString().contains("Cannot change principals"), PATIENCE);
        collector.await(span -> span.toString().contains("SASL_AUTHENTICATION_FAILED"), PATIENCE);
        for (String begin : List.of("{\"event\"", "{\"kind\"")) {
            application.awaitLine(
                    line -> line.startsWith(begin) && line.contains("Cannot change principals"), PATIENCE);
        }
    }

    /** By the agent, its JSON or the listener: Kafka's own log may name principals. */
    private static boolean isWrittenByUs(String line) {
        return line.startsWith("{") || line.startsWith("[kafka-lifeline]");
    }

    @Test
    void noneIsTold() throws IOException {
        List<Path> files = observed();
        assertThat(files)
                .anyMatch(file -> file.getFileName().toString().startsWith("spans-"))
                .anyMatch(file -> file.getFileName().toString().startsWith("metrics-"))
                .anyMatch(file -> file.endsWith("logs/secretive.log"))
                .contains(RECORDING);
        assertThat(found(new SecretScan(Secrets.all()))).isEmpty();
    }

    /** The same search finds what went through each of the agent's ways out. */
    @Test
    void onePlantedIsFoundWhereverItCanComeOut() throws IOException {
        assertThat(found(new SecretScan(List.of(PLANTED))))
                .extracting(finding -> finding.file().getFileName().toString())
                .anyMatch(name -> name.startsWith("spans-"))
                .anyMatch(name -> name.startsWith("metrics-"))
                .contains("talkative.log", RECORDING.getFileName().toString());
    }

    private static List<SecretScan.Finding> found(SecretScan scan) throws IOException {
        List<SecretScan.Finding> found = new ArrayList<>();
        for (Path file : observed()) {
            found.addAll(isRecording(file) ? scan.in(file, events(file)) : scan.in(file));
        }
        return found;
    }

    /** Without the JDK's list of all processes of this machine: brokers' command lines are theirs, too. */
    private static String events(Path recording) throws IOException {
        return RecordingFile.readAllEvents(recording).stream()
                .filter(event -> !event.getEventType().getName().equals("jdk.SystemProcess"))
                .map(Object::toString)
                .collect(Collectors.joining("\n"));
    }

    private static List<Path> observed() throws IOException {
        List<Path> files = new ArrayList<>();
        for (String directory : List.of("logs", "scenarios", "observed", "flight")) {
            try (Stream<Path> all = Files.walk(Workspace.directory(directory))) {
                all.filter(SecretScanIT::isOurs).forEach(files::add);
            }
        }
        return files;
    }

    private static boolean isOurs(Path file) {
        String name = file.getFileName().toString();
        return isRecording(file)
                || ((name.endsWith(".log") || name.endsWith(".txt"))
                        && !name.startsWith("broker")
                        && !name.startsWith("kdc"));
    }

    private static boolean isRecording(Path file) {
        return file.getFileName().toString().endsWith(".jfr");
    }
}
