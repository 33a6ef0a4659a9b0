package io.kafkalifeline.smoke;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kafkalifeline.smoke.child.webapp.TomcatMain;
import io.kafkalifeline.smoke.msk.OwnPlainHandler;
import io.kafkalifeline.smoke.otlp.OtlpReceiver;
import io.kafkalifeline.smoke.otlp.OtlpSpan;
import io.kafkalifeline.smoke.process.ChildProcess;
import io.kafkalifeline.smoke.process.JavaCommand;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Web applications come and go in a real Tomcat, and with them their OpenTelemetry. */
@Tag("complete")
class RedeployedWebAppsIT {
    private static final Duration SOON = Duration.ofMinutes(2);
    private static final int REDEPLOYMENTS = 10;
    private static final String OURS = "ours";

    /** The SDK of one application must not outlive it, and its successor's must not be overlooked. */
    @Test
    void tenRedeploymentsEachTellOfTheirClientsAndNoneIsLeft() throws Exception {
        try (OtlpReceiver collector = OtlpReceiver.start();
                ChildProcess tomcat = Application.start(Application.attach(tomcat("redeployed", collector)))) {
            for (int i = 0; i < REDEPLOYMENTS; i++) {
                String name = "webapp-" + i;
                deploy(tomcat, name, "own global");
                awaitSpansAndMetrics(collector, name, name);
                undeploy(tomcat, name);
            }
            assertThat(left(tomcat)).isEqualTo("left []");
            assertThat(Application.lifelineLines(tomcat))
                    .filteredOn(line -> line.contains("go through the application's own OpenTelemetry"))
                    .hasSize(REDEPLOYMENTS);
            assertThat(Application.lifelineLines(tomcat))
                    .noneMatch(line -> line.contains("NoClassDefFoundError") || line.contains("failed"));
            end(tomcat);
        }
    }

    /** What Kafka's and OpenTelemetry's own classes leave behind is not ours: they leave nothing. */
    @Test
    void withoutTheAgentNoneIsLeftEither() throws Exception {
        try (OtlpReceiver collector = OtlpReceiver.start();
                ChildProcess tomcat = Application.start(tomcat("redeployed-stock", collector))) {
            for (int i = 0; i < 2; i++) {
                deploy(tomcat, "webapp-" + i, "own global");
                undeploy(tomcat, "webapp-" + i);
            }
            assertThat(left(tomcat)).isEqualTo("left []");
            end(tomcat);
        }
    }

    /** {@code shared}: in Tomcat's own {@code lib}, where the application is known by its thread. */
    @ParameterizedTest
    @ValueSource(strings = {"own", "shared"})
    void severalAtATimeHaveEachTheirOwnOrOurs(String kafkaClients) throws Exception {
        try (OtlpReceiver collector = OtlpReceiver.start();
                ChildProcess tomcat = Application.start(Application.attach(tomcat("beside-" + kafkaClients, collector)
                        .env(Application.exportTo(collector))
                        .env("OTEL_SERVICE_NAME", OURS)
                        .env("OTEL_METRICS_EXPORTER", "otlp")
                        .env("OTEL_METRIC_EXPORT_INTERVAL", "200")))) {
            deploy(tomcat, "first", kafkaClients + " global");
            deploy(tomcat, "second", kafkaClients + " global");
            deploy(tomcat, "without", kafkaClients + " none");
            awaitSpansAndMetrics(collector, "first", "first");
            awaitSpansAndMetrics(collector, "second", "second");
            awaitSpansAndMetrics(collector, "without", OURS);
            awaitConnections(collector, "first");
            awaitConnections(collector, "second");
            awaitConnections(collector, OURS);

            undeploy(tomcat, "first");
            undeploy(tomcat, "second");
            undeploy(tomcat, "without");
            assertThat(left(tomcat)).isEqualTo("left []");
            assertThat(ofLifeline(collector))
                    .allMatch(span -> service(span).equals(clientId(span).equals("without") ? OURS : clientId(span)));
            end(tomcat);
        }
    }

    private static void awaitSpansAndMetrics(OtlpReceiver collector, String clientId, String service)
            throws InterruptedException {
        collector.await(
                span -> span.name().startsWith("Kafka connection_setup ")
                        && clientId.equals(clientId(span))
                        && service.equals(service(span)),
                SOON);
        await().atMost(SOON)
                .until(() -> collector.metrics("kafka.client.connection.setup.duration").stream()
                        .anyMatch(point -> service.equals(point.resource().get("service.name"))));
    }

    /** Each of them counts its own connections, which are as many as everybody's of the other two. */
    private static void awaitConnections(OtlpReceiver collector, String service) {
        await().atMost(SOON)
                .until(() -> collector.metrics("kafka.client.connection.count").stream()
                        .anyMatch(point -> service.equals(point.resource().get("service.name")) && point.sum() > 0));
    }

    private static List<OtlpSpan> ofLifeline(OtlpReceiver collector) {
        List<OtlpSpan> spans = collector.spans().stream()
                .filter(span -> span.scope().equals("io.kafkalifeline"))
                .toList();
        assertThat(spans).isNotEmpty();
        return spans;
    }

    private static String clientId(OtlpSpan span) {
        return String.valueOf(span.attributes().get("messaging.client.id"));
    }

    private static String service(OtlpSpan span) {
        return String.valueOf(span.resource().get("service.name"));
    }

    private static void deploy(ChildProcess tomcat, String name, String how) {
        tomcat.tell("deploy " + name + " " + how);
        assertThat(tomcat.awaitLine(line -> line.startsWith("deployed " + name + " "), SOON))
                .endsWith(" STARTED");
    }

    private static void undeploy(ChildProcess tomcat, String name) {
        tomcat.tell("undeploy " + name);
        tomcat.awaitLine(("undeployed " + name)::equals, SOON);
    }

    private static String left(ChildProcess tomcat) {
        tomcat.tell("collect");
        return tomcat.awaitLine(line -> line.startsWith("left "), SOON);
    }

    private static void end(ChildProcess tomcat) throws InterruptedException {
        tomcat.tell("end");
        assertThat(tomcat.awaitExit(SOON)).isZero();
    }

    private static JavaCommand tomcat(String name, OtlpReceiver collector) {
        Properties client = SharedBroker.get().clientProperties("SHORT_PLAIN");
        // A handler of the application's is asked on a thread of ours.
        client.setProperty("sasl.client.callback.handler.class", OwnPlainHandler.class.getName());
        return JavaCommand.named(name)
                .small()
                .property("org.slf4j.simpleLogger.defaultLogLevel", "error")
                .classPath(Workspace.tomcatClassPath())
                .main(
                        TomcatMain.class.getName(),
                        Workspace.directory("tomcat-" + name).toString(),
                        path(Workspace.clientJars("4.3.1")),
                        path(Workspace.openTelemetryJars()),
                        SharedBroker.TOPIC,
                        Workspace.clientFile(name, client).toString(),
                        collector.endpoint());
    }

    private static String path(List<Path> jars) {
        return jars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }
}
