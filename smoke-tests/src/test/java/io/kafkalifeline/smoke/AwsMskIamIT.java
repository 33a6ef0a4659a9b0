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
import java.util.List;
import java.util.Properties;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;

/** AWS's own library against brokers that verify its signatures: its spans, and what becomes of them as it is refused. */
class AwsMskIamIT {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String NAME = "iam-traced";

    @Test
    void initialisationsRenewalsAndRefusalsAreTraced() throws Exception {
        try (CredentialSource credentials = new CredentialSource();
                KafkaCluster cluster = KafkaCluster.start(Workspace.directory("iam-traced"));
                OtlpReceiver collector = OtlpReceiver.start()) {
            try (Admin admin = Admin.create(cluster.internal())) {
                admin.createTopics(List.of(new NewTopic(NAME, 3, (short) 1)))
                        .all()
                        .get();
            }
            cluster.follow("lifetime=936");
            try (ChildProcess application = start(cluster, credentials, collector)) {
                collector.await(reauthentication("renewed"), PATIENCE);
                cluster.follow("lifetime=936;refuse=Authentication failed;on=again");
                OtlpSpan refused = collector.await(
                        span -> span.name().startsWith("Kafka reauthentication ")
                                && span.statusCode().equals("ERROR"),
                        PATIENCE);
                cluster.follow("lifetime=936");
                application.tell("stop");
                assertThat(application.awaitExit(PATIENCE)).isZero();

                assertThat(Application.summaries(application).get(NAME).failed())
                        .isZero();
                assertThat(refused.attributes()).containsEntry("error.type", "SASL_AUTHENTICATION_FAILED");
                List<OtlpSpan> spans = collector.spans();
                assertThat(SetupTrace.of(spans, NAME))
                        .filteredOn(SetupTrace::ready)
                        .hasSizeGreaterThan(3)
                        .allSatisfy(setup -> {
                            assertThat(setup.phaseNames())
                                    .endsWith(
                                            "SASL api_versions",
                                            "SASL handshake AWS_MSK_IAM",
                                            "SASL authenticate AWS_MSK_IAM",
                                            "Kafka api_versions");
                            assertThat(setup.phases().get(4).attributes())
                                    .containsEntry("kafka.sasl.mechanism", "AWS_MSK_IAM")
                                    .hasEntrySatisfying(
                                            "kafka.session.lifetime",
                                            seconds ->
                                                    assertThat((Double) seconds).isBetween(0.5, 0.936));
                        });
                SetupTrace.haveNoGaps(SetupTrace.of(spans, NAME));
                assertThat(SetupTrace.reauthentications(spans, NAME))
                        .filteredOn(trace -> trace.failedPhases().isEmpty())
                        .isNotEmpty()
                        .allSatisfy(renewed -> assertThat(renewed.phaseNames())
                                .containsExactly("SASL handshake AWS_MSK_IAM", "SASL authenticate AWS_MSK_IAM"));
            }
        }
    }

    private static ChildProcess start(KafkaCluster cluster, CredentialSource credentials, OtlpReceiver collector) {
        Properties client = cluster.clientProperties(KafkaCluster.IAM, "");
        client.setProperty("client.id", NAME);
        List<Path> classPath = new ArrayList<>(Workspace.clientClassPath("4.4.0"));
        classPath.add(Workspace.directory("kafka").resolve("aws-msk-iam-auth-2.3.9-all.jar"));
        JavaCommand java = JavaCommand.named(NAME)
                .small()
                .property("org.slf4j.simpleLogger.defaultLogLevel", "info")
                .property("jdk.net.hosts.file", cluster.hostsFile().toString())
                .property("aws.region", "us-east-1")
                .property("aws.disableEc2Metadata", "true")
                .env(credentials.endpointEnvironment())
                .env(Application.exportTo(collector))
                .classPath(classPath)
                .main(LiveClients.class.getName(), NAME, "120", "producer=" + Workspace.clientFile(NAME, client));
        return Application.start(Application.attach(java));
    }

    private static Predicate<OtlpSpan> reauthentication(String outcome) {
        return span -> span.name().startsWith("Kafka reauthentication ")
                && outcome.equals(span.attributes().get("kafka.reauthentication.outcome"));
    }
}
