package io.kafkalifeline.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkalifeline.smoke.child.ConnectOnce;
import io.kafkalifeline.smoke.otlp.OtlpReceiver;
import io.kafkalifeline.smoke.process.ChildProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each output of the agent can be switched on and off alone; whoever would take the others is there in vain. */
class SwitchesIT {
    private enum Output {
        SPANS,
        METRICS,
        FLIGHT_RECORDER,
        LINES,
        LISTENER
    }

    private static final String LISTENER = """
            package example;

            import io.kafkalifeline.api.BrokerInitEvent;
            import io.kafkalifeline.api.BrokerInitListener;

            public final class Switched implements BrokerInitListener {
                @Override
                public void onInitialised(BrokerInitEvent event) {
                    System.out.println("heard " + event.outcome());
                }
            }
            """;

    static Stream<Arguments> eachAlone() throws IOException {
        String noSpans = "tracing=false;metrics=false";
        return Stream.of(
                Arguments.of("metrics=false;flight=false", "tracing on", Output.SPANS),
                Arguments.of("tracing=false;flight=false", "tracing off", Output.METRICS),
                Arguments.of(noSpans, "tracing off", Output.FLIGHT_RECORDER),
                Arguments.of(noSpans + ";flight=false;log.events=json", "tracing off", Output.LINES),
                Arguments.of(
                        noSpans + ";flight=false;listener.jar=" + ListenerJars.jar("switched", LISTENER),
                        "tracing off",
                        Output.LISTENER));
    }

    @ParameterizedTest
    @MethodSource
    void eachAlone(String settings, String banner, Output output) throws Exception {
        assertThat(outputs(output.name(), settings, banner)).containsExactly(output);
    }

    @Test
    void tracingAloneCanBeOff() throws Exception {
        String settings = "tracing=false;log.events=json;listener.jar=" + ListenerJars.jar("switched", LISTENER);
        assertThat(outputs("ALL_BUT_SPANS", settings, "tracing off"))
                .containsExactlyElementsOf(EnumSet.complementOf(EnumSet.of(Output.SPANS)));
    }

    @Test
    void nothingIsRecordedForNobody() throws Exception {
        assertThat(outputs("NONE", "tracing=false;metrics=false;flight=false", "tracing off"))
                .isEmpty();
    }

    /** Runs an application with everything around it that could take something; returns what has. */
    private static Set<Output> outputs(String name, String settings, String banner) throws Exception {
        String clientId = "switches-" + name;
        Path recording = Workspace.directory("flight").resolve(clientId + ".jfr");
        Properties client = SharedBroker.get().clientProperties("SASL_PLAINTEXT_PLAIN");
        client.setProperty("client.id", clientId);
        Set<Output> outputs = EnumSet.noneOf(Output.class);
        try (OtlpReceiver collector = OtlpReceiver.start();
                ChildProcess application = Application.start(Application.plain(clientId, "4.4.0")
                        .agent(Workspace.agentJar(), settings)
                        .env(Application.exportTo(collector))
                        .env("OTEL_METRICS_EXPORTER", "otlp")
                        .jvm("-XX:StartFlightRecording=filename=" + recording)
                        .main(
                                ConnectOnce.class.getName(),
                                "one-by-one",
                                SharedBroker.TOPIC,
                                Workspace.clientFile(clientId, client).toString()))) {
            assertThat(application.awaitExit(Duration.ofSeconds(60))).isZero();
            assertThat(Application.ownLines(application)).contains("outcome " + clientId + " delivered");
            assertThat(Application.lifelineLines(application))
                    .as("one line, the banner")
                    .singleElement()
                    .asString()
                    .endsWith("reauthentication on, " + banner + ", diagnosis on");
            addIf(!collector.spans().isEmpty(), Output.SPANS, outputs);
            addIf(!collector.metrics().isEmpty(), Output.METRICS, outputs);
            addIf(holdsEvents(recording), Output.FLIGHT_RECORDER, outputs);
            addIf(said(application, "{\"event\":\"kafka.initialisation\""), Output.LINES, outputs);
            addIf(said(application, "heard ready"), Output.LISTENER, outputs);
        }
        return outputs;
    }

    private static boolean said(ChildProcess application, String beginning) {
        return Application.ownLines(application).stream().anyMatch(line -> line.startsWith(beginning));
    }

    private static boolean holdsEvents(Path recording) throws IOException {
        return RecordingFile.readAllEvents(recording).stream()
                .anyMatch(event -> event.getEventType().getName().startsWith("io.kafkalifeline."));
    }

    private static void addIf(boolean seen, Output output, Set<Output> outputs) {
        if (seen) {
            outputs.add(output);
        }
    }
}
