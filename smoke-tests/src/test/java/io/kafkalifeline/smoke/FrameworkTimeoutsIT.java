package io.kafkalifeline.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkalifeline.smoke.broker.KafkaBroker;
import io.kafkalifeline.smoke.child.timeouts.StreamsApps;
import io.kafkalifeline.smoke.process.ChildProcess;
import io.kafkalifeline.smoke.process.JavaCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Unchanged Streams and Connect applications tell the cause in the log or exception that their operators get. */
@Tag("complete")
class FrameworkTimeoutsIT {
    private static final Unreachable[] FAILURES = {
        Unreachable.UNKNOWN_ADVERTISED_HOST,
        Unreachable.REFUSED,
        Unreachable.BLACK_HOLE,
        Unreachable.TLS_CLIENT_ON_PLAINTEXT_PORT,
        Unreachable.PLAINTEXT_CLIENT_ON_SASL_PORT,
        Unreachable.CREDENTIAL_SOURCE_DOWN_FROM_THE_START,
        Unreachable.SILENT_BROKER,
        Unreachable.WRONG_PASSWORD
    };

    @Test
    void aStreamsApplicationTellsTheCause() throws Exception {
        KafkaBroker broker = SharedBroker.get();
        List<String> arguments = new ArrayList<>(List.of(SharedBroker.TOPIC));
        for (Unreachable failure : FAILURES) {
            Properties properties = failure.client(broker);
            properties.remove("delivery.timeout.ms");
            properties.setProperty("application.id", "streams-" + failure);
            properties.setProperty(
                    "state.dir", Workspace.directory("streams-state").toString());
            arguments.add(Workspace.clientFile("streams-" + failure, properties).toString());
        }
        try (ChildProcess application =
                start(framework("streams").main(StreamsApps.class.getName(), arguments.toArray(String[]::new)))) {
            application.awaitExit(Duration.ofMinutes(2));
            for (Unreachable failure : FAILURES) {
                String told = String.join(
                        "\n",
                        application.lines(line -> line.startsWith("outcome streams-" + failure + " ")
                                || line.contains("groupId=streams-" + failure + "] The client keeps trying")));
                if (failure.authenticationFailure) {
                    assertThat(told).contains("AuthenticationException").doesNotContain("KafkaException: broker ");
                } else {
                    assertThat(told).as(failure.name()).contains(failure.phase, failure.cause);
                }
            }
        }
    }

    @Test
    void aConnectTaskTellsTheCause() throws Exception {
        KafkaBroker broker = SharedBroker.get();
        Path lines = Workspace.directory("connect").resolve("lines.txt");
        Files.writeString(lines, "one\ntwo\n");
        List<String> files = new ArrayList<>(List.of(worker(broker)));
        for (Unreachable failure : FAILURES) {
            files.add(connector(failure, broker, lines));
        }
        try (ChildProcess worker = start(framework("connect")
                .main("org.apache.kafka.connect.cli.ConnectStandalone", files.toArray(String[]::new)))) {
            for (Unreachable failure : FAILURES) {
                if (!failure.authenticationFailure) {
                    worker.awaitLine(
                            line -> (line.contains("connector-producer-" + failure + "-0")
                                            || line.startsWith("Caused by: "))
                                    && line.contains(failure.phase)
                                    && line.contains(failure.cause),
                            Duration.ofMinutes(2));
                }
            }
        }
    }

    private static String worker(KafkaBroker broker) {
        Properties worker = broker.clientProperties("PLAINTEXT");
        worker.setProperty("key.converter", "org.apache.kafka.connect.storage.StringConverter");
        worker.setProperty("value.converter", "org.apache.kafka.connect.storage.StringConverter");
        worker.setProperty(
                "offset.storage.file.filename",
                Workspace.directory("connect").resolve("offsets").toString());
        worker.setProperty("listeners", "http://localhost:0");
        worker.setProperty("connector.client.config.override.policy", "All");
        return Workspace.clientFile("connect-worker", worker).toString();
    }

    /** Reads a file; only its producer is led astray. */
    private static String connector(Unreachable failure, KafkaBroker broker, Path lines) {
        Properties connector = new Properties();
        connector.setProperty("name", failure.name());
        connector.setProperty("connector.class", "org.apache.kafka.connect.file.FileStreamSourceConnector");
        connector.setProperty("tasks.max", "1");
        connector.setProperty("file", lines.toString());
        connector.setProperty("topic", SharedBroker.TOPIC);
        Properties client = failure.client(broker);
        client.remove("client.id");
        client.remove("default.api.timeout.ms");
        // As Connect has it: a task waits for metadata for ever, and nobody says why.
        client.remove("max.block.ms");
        client.stringPropertyNames()
                .forEach(key -> connector.setProperty("producer.override." + key, client.getProperty(key)));
        return Workspace.clientFile("connect-" + failure, connector).toString();
    }

    private static JavaCommand framework(String name) {
        return Application.attach(JavaCommand.named(name)
                .jvm("-Xmx768m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
                .property("org.slf4j.simpleLogger.defaultLogLevel", "error")
                .property("org.slf4j.simpleLogger.log.org.apache.kafka.clients.NetworkClient", "warn")
                .property("org.slf4j.simpleLogger.log.org.apache.kafka.connect", "warn")
                .classPath(Workspace.frameworksClassPath()));
    }

    private static ChildProcess start(JavaCommand command) throws IOException {
        return Application.start(command);
    }
}
