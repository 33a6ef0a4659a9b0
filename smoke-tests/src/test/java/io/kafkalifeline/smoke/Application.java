package io.kafkalifeline.smoke;

import io.kafkalifeline.smoke.child.Summary;
import io.kafkalifeline.smoke.otlp.OtlpReceiver;
import io.kafkalifeline.smoke.process.ChildProcess;
import io.kafkalifeline.smoke.process.JavaCommand;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** How the tests start an application, and what they read in its output. */
final class Application {
    private static final String LIFELINE = "[kafka-lifeline]";

    private Application() {}

    /** A client program with that release of kafka-clients, without the agent. */
    static JavaCommand plain(String name, String clientsVersion) {
        return JavaCommand.named(name)
                .small()
                .property("org.slf4j.simpleLogger.defaultLogLevel", "error")
                .classPath(Workspace.clientClassPath(clientsVersion));
    }

    /** The same with the built agent. */
    static JavaCommand attached(String name, String clientsVersion) {
        return attach(plain(name, clientsVersion));
    }

    static JavaCommand attach(JavaCommand command) {
        if (Files.notExists(Workspace.agentJar())) {
            throw new IllegalStateException("no agent at " + Workspace.agentJar() + ": ./mvnw package makes it");
        }
        return command.agent(Workspace.agentJar(), null);
    }

    /** Tells the agent's OpenTelemetry where to send spans, by the standard variables. */
    static Map<String, String> exportTo(OtlpReceiver collector) {
        return Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", collector.endpoint(), "OTEL_BSP_SCHEDULE_DELAY", "200");
    }

    static ChildProcess start(JavaCommand command) {
        return command.start(Workspace.directory("logs"));
    }

    /** What the agent told the operator. */
    static List<String> lifelineLines(ChildProcess process) {
        return process.lines(line -> line.contains(LIFELINE));
    }

    /** Everything else: what the application printed. */
    static List<String> ownLines(ChildProcess process) {
        return process.lines(line -> !line.contains(LIFELINE));
    }

    /** The last summary of every client, by its client.id. */
    static Map<String, Summary> summaries(ChildProcess process) {
        return process.lines(Summary::isIn).stream()
                .map(Summary::parse)
                .collect(Collectors.toMap(Summary::client, summary -> summary, (older, newer) -> newer));
    }
}
