package io.kafkalifeline.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkalifeline.smoke.child.LiveClients;
import io.kafkalifeline.smoke.child.OwnOpenTelemetry;
import io.kafkalifeline.smoke.otlp.OtlpReceiver;
import io.kafkalifeline.smoke.otlp.OtlpSpan;
import io.kafkalifeline.smoke.process.ChildProcess;
import io.kafkalifeline.smoke.process.JavaCommand;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Spans go through the OpenTelemetry that is there, each exactly once; a pipeline is known by its service.name. */
class WhoseOpenTelemetryIT {
    private static final Duration SOON = Duration.ofMinutes(2);
    private static final String OURS = "ours";

    @Test
    void throughTheApplicationsGlobalOne() throws Exception {
        try (OtlpReceiver collector = OtlpReceiver.start()) {
            run("global", collector, "");
            eachSpanOnce(collector, OwnOpenTelemetry.SERVICE);
            OtlpSpan ask = collector.await(span -> span.name().equals("ask"), SOON);
            assertThat(setups(collector)).allMatch(setup -> setup.isRoot() && setup.linksTo(ask));
        }
    }

    /** Their connections are made by threads of their own. */
    @Tag("complete")
    @ParameterizedTest
    @ValueSource(strings = {"producer", "admin", "consumer"})
    void linkedToTheSpanOfTheThreadThatAsked(String kind) throws Exception {
        try (OtlpReceiver collector = OtlpReceiver.start()) {
            run("global", kind, collector, "", Workspace.openTelemetryJars());
            OtlpSpan ask = collector.await(span -> span.name().equals("ask"), SOON);
            assertThat(setups(collector)).isNotEmpty().allMatch(setup -> setup.linksTo(ask));
        }
    }

    @Tag("complete")
    @Test
    void theCurrentSpanIsTheParentWhereThatIsWanted() throws Exception {
        try (OtlpReceiver collector = OtlpReceiver.start()) {
            run("global", collector, "tracing.current.span=parent");
            OtlpSpan ask = collector.await(span -> span.name().equals("ask"), SOON);
            assertThat(setups(collector))
                    .allMatch(setup -> setup.isChildOf(ask) && setup.links().isEmpty());
        }
    }

    @Test
    void throughOurOwnLinkedToTheSpansOfAnApplicationWhoseOneIsNotGlobal() throws Exception {
        try (OtlpReceiver collector = OtlpReceiver.start()) {
            run("local", collector, "");
            eachSpanOnce(collector, OURS);
            OtlpSpan ask = collector.await(span -> span.name().equals("ask"), SOON);
            assertThat(setups(collector)).allMatch(setup -> setup.isRoot() && setup.linksTo(ask));
        }
    }

    @Test
    void theApplicationCanStillSetItsGlobalOneLater() throws Exception {
        try (OtlpReceiver collector = OtlpReceiver.start()) {
            List<String> output = run("later", collector, "");
            eachSpanOnce(collector, OURS);
            assertThat(output).contains("set");
        }
    }

    @Tag("complete")
    @Test
    void throughAGlobalOneOfTheTimeBeforeItCouldBeAsked() throws Exception {
        try (OtlpReceiver collector = OtlpReceiver.start()) {
            run("global", "classic", collector, "", Workspace.oldOpenTelemetryJars());
            eachSpanOnce(collector, OwnOpenTelemetry.SERVICE);
            OtlpSpan ask = collector.await(span -> span.name().equals("ask"), SOON);
            assertThat(setups(collector)).allMatch(setup -> setup.isRoot() && setup.linksTo(ask));
        }
    }

    @Tag("complete")
    @Test
    void linkedToTheSpansThatTheApplicationMakesWithTheJavaAgentsApi() throws Exception {
        String name = "agents-api";
        List<Path> classPath = new ArrayList<>(Workspace.clientClassPath("4.3.1"));
        classPath.addAll(Workspace.openTelemetryJars());
        JavaCommand command = JavaCommand.named(name)
                .property("org.slf4j.simpleLogger.defaultLogLevel", "error")
                .classPath(classPath)
                .agent(Workspace.openTelemetryAgent("2.33.1"), null)
                .agent(Workspace.agentJar(), null);
        try (OtlpReceiver collector = OtlpReceiver.start();
                ChildProcess application = Application.start(command.env(environment(collector))
                        .main(
                                OwnOpenTelemetry.class.getName(),
                                "agents",
                                SharedBroker.TOPIC,
                                client(name),
                                "classic"))) {
            application.awaitLine("asked"::equals, Duration.ofMinutes(2));
            collector.await(span -> span.name().startsWith("Kafka connection_setup "), SOON);
            OtlpSpan ask = collector.await(span -> span.name().equals("ask"), SOON);
            application.tell("end");
            assertThat(application.awaitExit(SOON)).isZero();
            eachSpanOnce(collector, OURS);
            assertThat(setups(collector)).allMatch(setup -> setup.isRoot() && setup.linksTo(ask));
        }
    }

    @Test
    void throughTheOpenTelemetryJavaAgent() throws Exception {
        throughTheirs("2.33.1", true);
    }

    @Tag("complete")
    @ParameterizedTest(name = "version {0}, first on the command line: {1}")
    @CsvSource({"2.33.1,false", "2.9.0,true"})
    void whereItComesLaterOrIsOld(String version, boolean first) throws Exception {
        throughTheirs(version, first);
    }

    private static void throughTheirs(String version, boolean first) throws Exception {
        String name = "with-agent-" + version + "-" + first;
        Path agent = Workspace.openTelemetryAgent(version);
        JavaCommand plain = Application.plain(name, "4.3.1");
        JavaCommand command = first
                ? Application.attach(plain.agent(agent, null))
                : Application.attach(plain).agent(agent, null);
        try (OtlpReceiver collector = OtlpReceiver.start();
                ChildProcess application = Application.start(command.env(environment(collector))
                        .env("OTEL_METRICS_EXPORTER", "otlp")
                        .main(LiveClients.class.getName(), SharedBroker.TOPIC, "told", "producer=" + client(name)))) {
            // The end of a JVM is no time to export anything: the agent's SDK stops when it likes.
            collector.await(span -> span.name().startsWith("Kafka connection_setup "), Duration.ofMinutes(2));
            application.tell("stop");
            assertThat(application.awaitExit(Duration.ofMinutes(2))).isZero();
            assertThat(Application.summaries(application).get(name))
                    .matches(summary -> summary.delivered() > 0 && summary.failed() == 0);
            assertThat(Application.lifelineLines(application))
                    .filteredOn(line -> line.contains("OpenTelemetry Java agent"))
                    .hasSize(1);
            eachSpanOnce(collector, OURS);
            // The agent alone has this attribute: it is its pipeline that our spans have come through.
            assertThat(ofLifeline(collector)).allMatch(span -> span.resource().containsKey("telemetry.distro.name"));
            assertThat(collector.metrics("kafka.client.connection.setup.duration"))
                    .isNotEmpty()
                    .allMatch(point -> point.resource().containsKey("telemetry.distro.name"));
        }
    }

    private static List<String> run(String manner, OtlpReceiver collector, String options) throws Exception {
        return run(manner, "classic", collector, options, Workspace.openTelemetryJars());
    }

    private static List<String> run(
            String manner, String kind, OtlpReceiver collector, String options, List<Path> openTelemetry)
            throws Exception {
        String name = "own-" + manner + "-" + kind + (options.isEmpty() ? "" : "-parent");
        List<Path> classPath = new ArrayList<>(Workspace.clientClassPath("4.3.1"));
        classPath.addAll(openTelemetry);
        JavaCommand command = JavaCommand.named(name)
                .small()
                .property("org.slf4j.simpleLogger.defaultLogLevel", "error")
                .classPath(classPath)
                .agent(Workspace.agentJar(), options)
                .env(environment(collector))
                .main(OwnOpenTelemetry.class.getName(), manner, SharedBroker.TOPIC, client(name), kind);
        try (ChildProcess application = Application.start(command)) {
            application.awaitLine("asked"::equals, Duration.ofMinutes(1));
            collector.await(span -> span.name().startsWith("Kafka connection_setup "), SOON);
            application.tell("end");
            assertThat(application.awaitExit(SOON)).isZero();
            return application.lines();
        }
    }

    private static String client(String clientId) {
        Properties client = SharedBroker.get().clientProperties("PLAINTEXT");
        client.setProperty("client.id", clientId);
        return Workspace.clientFile("otel-" + clientId, client).toString();
    }

    private static Map<String, String> environment(OtlpReceiver collector) {
        Map<String, String> environment = new HashMap<>(Application.exportTo(collector));
        environment.put("OTEL_SERVICE_NAME", OURS);
        return environment;
    }

    private static void eachSpanOnce(OtlpReceiver collector, String service) {
        List<OtlpSpan> spans = ofLifeline(collector);
        assertThat(spans).isNotEmpty();
        assertThat(spans)
                .extracting(span -> span.resource().get("service.name"))
                .containsOnly(service);
        assertThat(spans)
                .extracting(span -> List.of(
                        span.name(),
                        span.startNanos(),
                        span.endNanos(),
                        span.attributes().get("messaging.client.id")))
                .doesNotHaveDuplicates();
    }

    private static List<OtlpSpan> ofLifeline(OtlpReceiver collector) {
        return collector.spans().stream()
                .filter(span -> span.scope().equals("io.kafkalifeline"))
                .toList();
    }

    private static List<OtlpSpan> setups(OtlpReceiver collector) {
        List<OtlpSpan> setups = collector.spans().stream()
                .filter(span -> span.name().startsWith("Kafka connection_setup "))
                .toList();
        assertThat(setups).isNotEmpty();
        return setups;
    }
}
