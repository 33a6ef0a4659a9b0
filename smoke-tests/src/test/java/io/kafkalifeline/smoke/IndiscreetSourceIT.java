package io.kafkalifeline.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkalifeline.smoke.child.ConnectOnce;
import io.kafkalifeline.smoke.child.LiveClients;
import io.kafkalifeline.smoke.child.logins.IndiscreetSource;
import io.kafkalifeline.smoke.otlp.OtlpReceiver;
import io.kafkalifeline.smoke.process.ChildProcess;
import io.kafkalifeline.smoke.process.JavaCommand;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a callback handler's exception tells comes out as far as {@code error.details} says, on every way out. */
@Tag("complete")
class IndiscreetSourceIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String PLAIN_PART = "refused the login";

    /** How begins what comes from spans, JSON, a listener, what the application is told, and Flight Recorder. */
    private static final List<String> EVERY_WAY = List.of("span ", "{\"event\"", "{\"kind\"", "told ", "flight ");

    @Test
    void aFirstLoginTellsNoSecret() throws Exception {
        List<String> out = connectOnce("safe");
        assertThat(out).noneMatch(text -> text.contains(IndiscreetSource.SECRET));
        assertThat(out).noneMatch(text -> text.contains(IndiscreetSource.WORD));
        assertThat(EVERY_WAY).allMatch(way -> isSaid(PLAIN_PART, way, out));
        assertThat(out).anyMatch(text -> text.startsWith("metric ") && text.contains("IllegalStateException"));
    }

    @Test
    void withFullDetailsItTellsTheWordsButNothingOfTheShapeOfASecret() throws Exception {
        List<String> out = connectOnce("full");
        assertThat(out).noneMatch(text -> text.contains(IndiscreetSource.SECRET));
        assertThat(EVERY_WAY).allMatch(way -> isSaid(IndiscreetSource.WORD, way, out));
    }

    @Test
    void renewalsAndTheEndTellNoSecret() throws Exception {
        SharedBroker.get().createTopic("indiscreet");
        try (OtlpReceiver collector = OtlpReceiver.start();
                ChildProcess application = Application.start(command("indiscreet-renewal", "safe", collector)
                        .main(
                                LiveClients.class.getName(),
                                "indiscreet",
                                "told",
                                "producer=" + client("renewal", "THREE_SECONDS"),
                                "producer=" + client("close", "SASL_PLAINTEXT_PLAIN")))) {
            collector.await(span -> span.toString().contains(PLAIN_PART), PATIENCE);
            application.tell("stop");
            assertThat(application.awaitExit(PATIENCE)).isZero();
            assertThat(everything("indiscreet-renewal", collector, application))
                    .noneMatch(text -> text.contains(IndiscreetSource.SECRET))
                    .noneMatch(text -> text.contains(IndiscreetSource.WORD))
                    .contains("failing indiscreet-renewal", "failing indiscreet-close")
                    .anyMatch(text -> text.startsWith("{\"event\"") && text.contains(PLAIN_PART));
        }
    }

    private static boolean isSaid(String words, String way, List<String> out) {
        return out.stream().anyMatch(text -> text.startsWith(way) && text.contains(words));
    }

    private static List<String> connectOnce(String details) throws Exception {
        String name = "indiscreet-" + details;
        try (OtlpReceiver collector = OtlpReceiver.start();
                ChildProcess application = Application.start(command(name, details, collector)
                        .main(
                                ConnectOnce.class.getName(),
                                "one-by-one",
                                SharedBroker.TOPIC,
                                client("login", "SASL_PLAINTEXT_PLAIN")))) {
            collector.await(span -> span.toString().contains(PLAIN_PART), PATIENCE);
            assertThat(application.awaitExit(PATIENCE)).isZero();
            return everything(name, collector, application);
        }
    }

    private static JavaCommand command(String name, String details, OtlpReceiver collector) throws IOException {
        String arguments = "log.events=json;error.details=" + details + ";listener.jar="
                + ListenerJars.jar(name, ListenerJars.readmeExample());
        return Application.plain(name, "4.4.0")
                .agent(Workspace.agentJar(), arguments)
                .property("org.slf4j.simpleLogger.defaultLogLevel", "off")
                .jvm("-XX:StartFlightRecording=filename=" + recording(name))
                .env(Application.exportTo(collector))
                .env("OTEL_METRICS_EXPORTER", "otlp");
    }

    private static String client(String failing, String listener) {
        Properties client = SharedBroker.get().clientProperties(listener);
        client.setProperty("client.id", "indiscreet-" + failing);
        client.setProperty("sasl.client.callback.handler.class", IndiscreetSource.class.getName());
        client.setProperty("max.block.ms", "8000");
        client.setProperty("request.timeout.ms", "3000");
        client.setProperty("delivery.timeout.ms", "5000");
        return Workspace.clientFile("indiscreet-" + failing, client).toString();
    }

    private static Path recording(String name) {
        return Workspace.directory("flight").resolve(name + ".jfr");
    }

    /** All that comes from the agent, and all that the application was told; Kafka's own log is switched off. */
    private static List<String> everything(String name, OtlpReceiver collector, ChildProcess application)
            throws IOException {
        List<String> all = new ArrayList<>(application.lines());
        collector.spans().forEach(span -> all.add("span " + span));
        collector.metrics().forEach(metric -> all.add("metric " + metric));
        RecordingFile.readAllEvents(recording(name)).stream()
                .filter(event -> event.getEventType().getName().startsWith("io.kafkalifeline."))
                .forEach(event -> all.add("flight " + event));
        return all;
    }
}
