package io.kafkalifeline.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkalifeline.smoke.broker.KafkaBroker;
import io.kafkalifeline.smoke.broker.Kerberos;
import io.kafkalifeline.smoke.broker.Listener;
import io.kafkalifeline.smoke.child.ConnectOnce;
import io.kafkalifeline.smoke.child.LiveClients;
import io.kafkalifeline.smoke.child.Summary;
import io.kafkalifeline.smoke.otlp.OtlpReceiver;
import io.kafkalifeline.smoke.otlp.OtlpSpan;
import io.kafkalifeline.smoke.process.ChildProcess;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** GSSAPI with a real Kerberos server: traced in all its rounds, and renewed on sessions of 936 ms. */
@Tag("complete")
class KerberosIT {
    private static final Listener LISTENER =
            Listener.saslSsl("KERBEROS", "GSSAPI").maxReauthMs(936);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static Kerberos kerberos;
    private static KafkaBroker broker;

    @BeforeAll
    static void start() {
        kerberos = Kerberos.start();
        broker = KafkaBroker.start("kerberos", LISTENER);
        broker.createTopic(SharedBroker.TOPIC);
    }

    @AfterAll
    static void stop() {
        if (broker != null) {
            broker.close();
        }
        kerberos.close();
    }

    @Test
    void everyRoundIsTracedAndEverySessionRenewed() throws Exception {
        Properties client = broker.clientProperties(LISTENER.name());
        client.setProperty("client.id", "kerberos");
        try (OtlpReceiver collector = OtlpReceiver.start();
                ChildProcess application = Application.start(Application.attached("kerberos-application", "4.4.0")
                        .property(Kerberos.CONFIGURATION_PROPERTY, Kerberos.configuration())
                        .env(Application.exportTo(collector))
                        .main(
                                LiveClients.class.getName(),
                                SharedBroker.TOPIC,
                                "renewals=4",
                                "producer=" + Workspace.clientFile("kerberos", client)))) {
            assertThat(application.awaitExit(PATIENCE)).isZero();
            Summary summary = Application.summaries(application).get("kerberos");
            assertThat(summary.renewed()).isGreaterThan(3);
            assertThat(summary.notRenewed()).isZero();
            List<OtlpSpan> spans = collector.spans();
            assertThat(SetupTrace.of(spans, "kerberos")).isNotEmpty().allSatisfy(KerberosIT::isComplete);
            SetupTrace.haveNoGaps(SetupTrace.of(spans, "kerberos"));
            assertThat(SetupTrace.reauthentications(spans, "kerberos"))
                    .filteredOn(SetupTrace::renewed)
                    .isNotEmpty()
                    .allSatisfy(renewed -> {
                        assertThat(renewed.phaseNames())
                                .containsExactly("SASL handshake GSSAPI", "SASL authenticate GSSAPI");
                        assertThat(renewed.failedPhases()).isEmpty();
                    });
        }
    }

    /** The key distribution centre refuses the client's ticket before a broker has seen anything of it. */
    @Test
    void aServiceThatTheRealmDoesNotKnowIsAFailureOfTheAuthentication() throws Exception {
        Properties client = broker.clientProperties(LISTENER.name());
        client.setProperty("client.id", "stranger");
        client.setProperty("sasl.kerberos.service.name", "nobody");
        client.setProperty("max.block.ms", "8000");
        try (OtlpReceiver collector = OtlpReceiver.start();
                ChildProcess application = Application.start(Application.attached("kerberos-stranger", "4.4.0")
                        .property(Kerberos.CONFIGURATION_PROPERTY, Kerberos.configuration())
                        .env(Application.exportTo(collector))
                        .main(
                                ConnectOnce.class.getName(),
                                "one-by-one",
                                SharedBroker.TOPIC,
                                Workspace.clientFile("kerberos-stranger", client)
                                        .toString()))) {
            assertThat(application.awaitExit(PATIENCE)).isZero();
            assertThat(SetupTrace.of(collector.spans(), "stranger"))
                    .noneMatch(SetupTrace::ready)
                    .filteredOn(SetupTrace::endedByItself)
                    .isNotEmpty()
                    .allSatisfy(setup -> assertThat(setup.failedPhases())
                            .singleElement()
                            .satisfies(phase -> {
                                assertThat(phase.name()).isEqualTo("SASL authenticate GSSAPI");
                                assertThat(phase.attributes()).containsKey("error.type");
                            }));
        }
    }

    private static void isComplete(SetupTrace setup) {
        assertThat(setup.ready()).isTrue();
        assertThat(setup.phaseNames().subList(2, 7))
                .containsExactly(
                        "TLS client handshake localhost",
                        "SASL api_versions",
                        "SASL handshake GSSAPI",
                        "SASL authenticate GSSAPI",
                        "Kafka api_versions");
        OtlpSpan authenticate = setup.phases().get(5);
        // Ticket, and the security layer (RFC 4752): the last token of the client's is empty or its choice.
        assertThat((Long) authenticate.attributes().get("kafka.sasl.round_trips"))
                .isBetween(2L, 3L);
        assertThat(authenticate.attributes()).containsEntry("kafka.sasl.mechanism", "GSSAPI");
    }
}
