package io.kafkalifeline.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkalifeline.smoke.child.LiveClients;
import io.kafkalifeline.smoke.msk.CredentialSource;
import io.kafkalifeline.smoke.msk.KafkaCluster;
import io.kafkalifeline.smoke.otlp.OtlpReceiver;
import io.kafkalifeline.smoke.otlp.OtlpSpan;
import io.kafkalifeline.smoke.process.ChildProcess;
import io.kafkalifeline.smoke.process.JavaCommand;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** AWS's own library against brokers that verify its signatures: its spans, and what becomes of them as it is refused. */
@Tag("complete")
class AwsMskIamIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String NAME = "iam-traced";
    private static final String SESSIONS = "lifetime=936";

    private static CredentialSource credentials;
    private static KafkaCluster cluster;

    @BeforeAll
    static void start() throws Exception {
        credentials = new CredentialSource();
        cluster = KafkaCluster.start(Workspace.directory(NAME));
        try (Admin admin = Admin.create(cluster.internal())) {
            admin.createTopics(List.of(new NewTopic(NAME, 3, (short) 1))).all().get();
        }
    }

    @AfterAll
    static void stop() {
        if (cluster != null) {
            cluster.close();
        }
        credentials.close();
    }

    @Test
    void initialisationsAndRenewalsOfAllKindsOfClientsAreTraced() throws Exception {
        cluster.follow(SESSIONS);
        try (OtlpReceiver collector = OtlpReceiver.start();
                ChildProcess application = start("live", collector, "producer", "classic", "consumer")) {
            for (String kind : List.of("producer", "classic", "consumer")) {
                collector.await(reauthentication("live-" + kind, "renewed"), PATIENCE);
            }
            credentials.slow(400);
            collector.await(AwsMskIamIT::hadItsTokenComputedAhead, PATIENCE);
            credentials.slow(0);
            application.tell("stop");
            assertThat(application.awaitExit(PATIENCE)).isZero();

            assertThat(Application.summaries(application).get("live-producer").failed())
                    .isZero();
            for (String kind : List.of("producer", "classic", "consumer")) {
                List<SetupTrace> setups = SetupTrace.of(collector.spans(), "live-" + kind);
                SetupTrace.countFailures(setups);
                SetupTrace.haveNoGaps(setups);
                assertThat(setups)
                        .filteredOn(SetupTrace::ready)
                        .hasSizeGreaterThan(3)
                        .allSatisfy(AwsMskIamIT::isComplete);
                List<SetupTrace> renewals = SetupTrace.reauthentications(collector.spans(), "live-" + kind);
                areLinked(renewals, setups);
                assertThat(renewals)
                        .filteredOn(trace -> trace.failedPhases().isEmpty())
                        .isNotEmpty()
                        .allSatisfy(AwsMskIamIT::isRenewed);
            }
        }
    }

    /** The source took longer than the exchange itself. */
    private static boolean hadItsTokenComputedAhead(OtlpSpan span) {
        return span.name().startsWith("SASL authenticate ")
                && (Double) span.attributes().get("kafka.sasl.token.duration") >= 0.4
                && span.durationNanos() < TimeUnit.MILLISECONDS.toNanos(400);
    }

    private static void isComplete(SetupTrace setup) {
        assertThat(setup.phaseNames())
                .endsWith(
                        "SASL api_versions",
                        "SASL handshake AWS_MSK_IAM",
                        "SASL authenticate AWS_MSK_IAM",
                        "Kafka api_versions");
        assertThat(setup.phases().get(setup.phases().size() - 2).attributes())
                .containsEntry("kafka.sasl.mechanism", "AWS_MSK_IAM")
                .hasEntrySatisfying(
                        "kafka.session.lifetime",
                        seconds -> assertThat((Double) seconds).isPositive().isLessThanOrEqualTo(0.936));
    }

    private static void isRenewed(SetupTrace renewed) {
        List<String> phases = List.of("SASL handshake AWS_MSK_IAM", "SASL authenticate AWS_MSK_IAM");
        // The end of the client may cut its last one short.
        assertThat(renewed.phaseNames())
                .isEqualTo(
                        renewed.renewed()
                                ? phases
                                : phases.subList(0, renewed.phaseNames().size()));
        assertThat(renewed.setup().isRoot()).isTrue();
        assertThat(renewed.setup().statusCode()).isNotEqualTo("ERROR");
        Map<String, Object> attributes = renewed.setup().attributes();
        assertThat(attributes.get("kafka.reauthentication.outcome")).isIn("renewed", "abandoned");
        assertThat(attributes.get("kafka.reauthentication.trigger")).isIn("due", "idle", "hold");
        assertThat((Double) attributes.get("kafka.session.lifetime"))
                .isPositive()
                .isLessThanOrEqualTo(0.936);
        // An expired session may be renewed: what is left of it is less than nothing then.
        assertThat((Double) attributes.get("kafka.session.time_remaining")).isLessThan(0.936);
        assertThat((Double) attributes.get("kafka.session.hold")).isNotNegative();
        assertThat((Long) attributes.get("kafka.reauthentication.in_flight_requests"))
                .isNotNegative();
    }

    /** Only what renews a session before its connection is ready has nothing to link to yet. */
    private static void areLinked(List<SetupTrace> reauthentications, List<SetupTrace> setups) {
        assertThat(reauthentications)
                .filteredOn(trace -> !trace.setup().links().isEmpty())
                .isNotEmpty()
                .allSatisfy(trace -> assertThat(setups)
                        .filteredOn(setup -> trace.setup().linksTo(setup.setup()))
                        .singleElement()
                        .satisfies(setup -> assertThat(setup.server()).isEqualTo(trace.server())));
    }

    /** What a broker can do to a renewal, in one application, one after the other. */
    private enum Fault {
        ILLEGAL_STATE("illegal=true", "SASL handshake AWS_MSK_IAM", "ILLEGAL_SASL_STATE"),
        /** The credentials are those of another session. */
        OTHER_PRINCIPAL("", "SASL authenticate AWS_MSK_IAM", "SASL_AUTHENTICATION_FAILED"),
        REFUSED("refuse=Authentication failed;on=again", "SASL authenticate AWS_MSK_IAM", "SASL_AUTHENTICATION_FAILED"),
        CLOSED("drop=true;on=again", "SASL authenticate AWS_MSK_IAM", "connection_closed"),
        HUNG("hang=true;on=again", "SASL authenticate AWS_MSK_IAM", "timed_out");

        private final String script;
        private final String phase;
        private final String errorType;

        Fault(String script, String phase, String errorType) {
            this.script = script;
            this.phase = phase;
            this.errorType = errorType;
        }
    }

    @Test
    void aFailedRenewalIsReconnectedAndARefusedReconnectTriedAgain() throws Exception {
        String name = "fails-producer";
        cluster.follow(SESSIONS);
        try (OtlpReceiver collector = OtlpReceiver.start();
                ChildProcess application = start("fails", collector, "producer")) {
            collector.await(reauthentication(name, "renewed"), PATIENCE);
            for (Fault fault : Fault.values()) {
                long sinceNanos = nowNanos();
                cluster.follow(SESSIONS + ";" + fault.script);
                if (fault == Fault.OTHER_PRINCIPAL) {
                    credentials.rotate("pod-1");
                }
                OtlpSpan failed = collector.await(
                        reauthentication(name, "reconnected")
                                .and(span -> span.startNanos() > sinceNanos)
                                .and(span ->
                                        fault.errorType.equals(span.attributes().get("error.type")))
                                .and(span -> isIn(span, fault.phase, collector)),
                        PATIENCE);
                assertThat(failed.statusCode()).isEqualTo("ERROR");
                // The next is as good as the first: no failed attempt is behind it.
                collector.await(
                        setup(name, "ready")
                                .and(span -> span.startNanos() >= failed.endNanos())
                                .and(span ->
                                        Long.valueOf(1).equals(span.attributes().get("kafka.connection.attempt"))),
                        PATIENCE);
                long healthyNanos = nowNanos();
                cluster.follow(SESSIONS);
                collector.await(
                        reauthentication(name, "renewed").and(span -> span.startNanos() > healthyNanos), PATIENCE);
            }
            cluster.follow(SESSIONS + ";refuse=Access denied");
            OtlpSpan surfaced = collector.await(setup(name, "failed"), PATIENCE);
            cluster.follow(SESSIONS);
            application.tell("stop");
            assertThat(application.awaitExit(PATIENCE)).isZero();

            List<SetupTrace> setups = SetupTrace.of(collector.spans(), name);
            SetupTrace.countFailures(setups);
            SetupTrace.haveNoGaps(setups);
            triedAgainBefore(surfaced, setups);
            areLinked(SetupTrace.reauthentications(collector.spans(), name), setups);
        }
    }

    private static long nowNanos() {
        return TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
    }

    private static boolean isIn(OtlpSpan failed, String phase, OtlpReceiver collector) {
        return collector.spans().stream()
                .anyMatch(span -> span.isChildOf(failed)
                        && span.name().equals(phase)
                        && span.statusCode().equals("ERROR"));
    }

    /** Patience (R11): the attempts before the one that the application hears of will be retried, and are counted. */
    private static void triedAgainBefore(OtlpSpan surfaced, List<SetupTrace> setups) {
        long attempt = (Long) surfaced.attributes().get("kafka.connection.attempt");
        assertThat(attempt).isGreaterThan(1);
        List<SetupTrace> before = setups.stream()
                .filter(trace -> trace.server()
                        .equals(surfaced.attributes().get("server.address") + ":"
                                + surfaced.attributes().get("server.port")))
                .filter(trace -> trace.setup().startNanos() < surfaced.startNanos())
                .sorted(Comparator.comparingLong(
                        (SetupTrace trace) -> trace.setup().startNanos()))
                .toList();
        assertThat(before.subList(before.size() - (int) attempt + 1, before.size()))
                .allSatisfy(trace -> {
                    assertThat(trace.outcome()).isEqualTo("will_retry");
                    assertThat(trace.setup().attributes()).containsEntry("error.type", "SASL_AUTHENTICATION_FAILED");
                    assertThat(trace.failedPhases())
                            .extracting(OtlpSpan::name)
                            .containsExactly("SASL authenticate AWS_MSK_IAM");
                });
    }

    private static ChildProcess start(String name, OtlpReceiver collector, String... kinds) {
        List<String> arguments = new ArrayList<>(List.of(NAME, "told"));
        for (String kind : kinds) {
            Properties client = cluster.clientProperties(KafkaCluster.IAM, "");
            client.setProperty("client.id", name + "-" + kind);
            arguments.add(kind + "=" + Workspace.clientFile(NAME + "-" + name + "-" + kind, client));
        }
        List<Path> classPath = new ArrayList<>(Workspace.clientClassPath("4.4.0"));
        classPath.add(Workspace.directory("kafka").resolve("aws-msk-iam-auth-2.3.9-all.jar"));
        JavaCommand java = JavaCommand.named(NAME + "-" + name)
                .small()
                .property("org.slf4j.simpleLogger.defaultLogLevel", "info")
                .property("jdk.net.hosts.file", cluster.hostsFile().toString())
                .property("kafka.lifeline.tracing.reauthentication.interval", "0s")
                .property("aws.region", "us-east-1")
                .property("aws.disableEc2Metadata", "true")
                .env(credentials.endpointEnvironment())
                .env(Application.exportTo(collector))
                .classPath(classPath)
                .main(LiveClients.class.getName(), arguments.toArray(String[]::new));
        return Application.start(Application.attach(java));
    }

    private static Predicate<OtlpSpan> reauthentication(String clientId, String outcome) {
        return span -> span.name().startsWith("Kafka reauthentication ")
                && clientId.equals(span.attributes().get("messaging.client.id"))
                && outcome.equals(span.attributes().get("kafka.reauthentication.outcome"));
    }

    private static Predicate<OtlpSpan> setup(String clientId, String outcome) {
        return span -> span.name().startsWith("Kafka connection_setup ")
                && clientId.equals(span.attributes().get("messaging.client.id"))
                && outcome.equals(span.attributes().get("kafka.connection.outcome"));
    }
}
