package io.kafkalifeline.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkalifeline.smoke.broker.FaultyPort;
import io.kafkalifeline.smoke.broker.KafkaBroker;
import io.kafkalifeline.smoke.broker.Logins;
import io.kafkalifeline.smoke.child.ConnectOnce;
import io.kafkalifeline.smoke.otlp.OtlpReceiver;
import io.kafkalifeline.smoke.otlp.OtlpSpan;
import io.kafkalifeline.smoke.process.ChildProcess;
import io.kafkalifeline.smoke.secrets.Secrets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever goes wrong before a broker is ready is a span of the phase in which it went wrong, and tells no secret. */
class FailedInitialisationIT {
    private static final String REFUSED_SECRET = "wr0ng-Secret-77";
    private static final FaultyPort HOLE = FaultyPort.blackHole();
    private static final FaultyPort SILENCE = FaultyPort.silent();
    private static final Map<String, List<OtlpSpan>> SPANS = new HashMap<>();

    enum Mistake {
        UNKNOWN_ADVERTISED_HOST("DNS lookup broker.invalid", "java.net.UnknownHostException"),
        REFUSED_PORT("socket connect 127.0.0.1:", "connection_refused"),
        // The broker takes the first bytes for a huge request and closes the connection.
        TLS_CLIENT_ON_PLAINTEXT_PORT("TLS client handshake localhost", "connection_closed"),
        // The client takes the broker's TLS alert for a huge response.
        PLAINTEXT_CLIENT_ON_TLS_PORT("Kafka api_versions", "wrong_protocol"),
        UNTRUSTED_CERTIFICATE("TLS client handshake localhost", "javax.net.ssl.SSLHandshakeException"),
        WRONG_PASSWORD("SASL authenticate PLAIN", "SASL_AUTHENTICATION_FAILED"),
        UNTRUSTED_CERTIFICATE_BEFORE_SASL("TLS client handshake localhost", "javax.net.ssl.SSLHandshakeException"),
        WRONG_PASSWORD_OVER_TLS("SASL authenticate PLAIN", "SASL_AUTHENTICATION_FAILED"),
        WRONG_SCRAM_256_PASSWORD("SASL authenticate SCRAM-SHA-256", "SASL_AUTHENTICATION_FAILED"),
        TOKEN_WITHOUT_SUBJECT("SASL authenticate OAUTHBEARER", "SASL_AUTHENTICATION_FAILED"),
        WRONG_SCRAM_PASSWORD("SASL authenticate SCRAM-SHA-512", "SASL_AUTHENTICATION_FAILED"),
        MECHANISM_NOT_ENABLED("SASL handshake SCRAM-SHA-512", "UNSUPPORTED_SASL_MECHANISM"),
        BLACK_HOLE("socket connect 127.0.0.1:", "timed_out"),
        SILENT_PORT("SASL api_versions", "timed_out"),
        SILENT_PORT_WITHOUT_SASL("Kafka api_versions", "timed_out"),
        SILENT_PORT_WITH_TLS("TLS client handshake localhost", "timed_out"),
        SASL_CLIENT_ON_PLAINTEXT_PORT("SASL handshake PLAIN", "ILLEGAL_SASL_STATE");

        final String phase;
        final String errorType;

        Mistake(String phase, String errorType) {
            this.phase = phase;
            this.errorType = errorType;
        }

        Properties client(KafkaBroker broker) {
            return switch (this) {
                case UNKNOWN_ADVERTISED_HOST -> broker.clientProperties("LOST");
                case REFUSED_PORT -> at(broker.clientProperties("PLAINTEXT"), FaultyPort.refusing());
                case TLS_CLIENT_ON_PLAINTEXT_PORT -> redirected(broker, "SSL", "PLAINTEXT");
                case PLAINTEXT_CLIENT_ON_TLS_PORT -> redirected(broker, "PLAINTEXT", "SSL");
                case UNTRUSTED_CERTIFICATE -> broker.untrustingClientProperties("SSL");
                case WRONG_PASSWORD -> wrongPassword(broker, "SASL_PLAINTEXT_PLAIN", "PLAIN");
                case UNTRUSTED_CERTIFICATE_BEFORE_SASL -> broker.untrustingClientProperties("SASL_SSL_PLAIN");
                case WRONG_PASSWORD_OVER_TLS -> wrongPassword(broker, "SASL_SSL_PLAIN", "PLAIN");
                case WRONG_SCRAM_256_PASSWORD -> wrongPassword(broker, "SASL_SSL_SCRAM_256", "SCRAM-SHA-256");
                case TOKEN_WITHOUT_SUBJECT ->
                    with(
                            broker.clientProperties("SASL_SSL_OAUTH"),
                            "sasl.jaas.config",
                            "org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule required"
                                    + " unsecuredLoginPrincipalClaimName=\"name\""
                                    + " unsecuredLoginStringClaim_name=\"alice\";");
                case WRONG_SCRAM_PASSWORD -> wrongPassword(broker, "SASL_SSL_SCRAM", "SCRAM-SHA-512");
                case MECHANISM_NOT_ENABLED -> redirected(broker, "SASL_PLAINTEXT_SCRAM", "SASL_PLAINTEXT_PLAIN");
                case BLACK_HOLE -> soonGivenUp(at(broker.clientProperties("PLAINTEXT"), HOLE.port()));
                case SILENT_PORT -> soonGivenUp(at(broker.clientProperties("SASL_PLAINTEXT_PLAIN"), SILENCE.port()));
                case SILENT_PORT_WITHOUT_SASL -> soonGivenUp(at(broker.clientProperties("PLAINTEXT"), SILENCE.port()));
                case SILENT_PORT_WITH_TLS -> soonGivenUp(at(broker.clientProperties("SASL_SSL_SCRAM"), SILENCE.port()));
                case SASL_CLIENT_ON_PLAINTEXT_PORT -> redirected(broker, "SASL_PLAINTEXT_PLAIN", "PLAINTEXT");
            };
        }

        private static Properties soonGivenUp(Properties client) {
            client.setProperty("socket.connection.setup.timeout.ms", "2000");
            return with(client, "socket.connection.setup.timeout.max.ms", "2000");
        }

        private static Properties at(Properties client, int port) {
            return with(client, "bootstrap.servers", "localhost:" + port);
        }

        private static Properties wrongPassword(KafkaBroker broker, String listener, String mechanism) {
            return with(
                    broker.clientProperties(listener), "sasl.jaas.config", Logins.client(mechanism, REFUSED_SECRET));
        }

        /** A client for one listener that is sent to another one. */
        private static Properties redirected(KafkaBroker broker, String meant, String met) {
            return with(broker.clientProperties(meant), "bootstrap.servers", "localhost:" + broker.port(met));
        }

        private static Properties with(Properties client, String key, String value) {
            client.setProperty(key, value);
            return client;
        }
    }

    @AfterAll
    static void close() throws Exception {
        HOLE.close();
        SILENCE.close();
    }

    static Stream<Arguments> clientsAndMistakes() {
        return Stream.of("4.3.1", "4.4.0")
                .flatMap(version -> Arrays.stream(Mistake.values()).map(mistake -> Arguments.of(version, mistake)));
    }

    @ParameterizedTest(name = "kafka-clients {0}, {1}")
    @MethodSource("clientsAndMistakes")
    void theFailedPhaseSaysWhy(String version, Mistake mistake) throws Exception {
        List<OtlpSpan> spans = spansOf(version);

        SetupTrace failed = SetupTrace.of(spans, mistake.name()).stream()
                .filter(trace -> !trace.ready())
                .findFirst()
                .orElseThrow(() -> new AssertionError("no failed initialisation among "
                        + spans.stream().map(OtlpSpan::name).toList()));

        assertThat(failed.setup().attributes())
                .containsEntry("error.type", mistake.errorType)
                .hasEntrySatisfying(
                        "kafka.connection.outcome",
                        outcome -> assertThat(outcome).isIn("will_retry", "failed"));
        assertThat(failed.failedPhases()).hasSize(1);
        OtlpSpan phase = failed.phases().get(failed.phases().size() - 1);
        assertThat(phase.name()).startsWith(mistake.phase);
        assertThat(phase.statusCode()).isEqualTo("ERROR");
        assertThat(phase.attributes()).containsEntry("error.type", mistake.errorType);
        SetupTrace.haveNoGaps(SetupTrace.of(spans, mistake.name()));
        assertThat(phase.events())
                .as("exception events are deprecated")
                .noneMatch(event -> event.name().equals("exception"));
    }

    @ParameterizedTest
    @MethodSource("versions")
    void noSpanTellsASecret(String version) throws Exception {
        assertThat(spansOf(version).toString())
                .doesNotContain(REFUSED_SECRET, Logins.PASSWORD, Logins.USER, "LoginModule");
    }

    static Stream<String> versions() {
        return Stream.of("4.3.1", "4.4.0");
    }

    /** One application makes all the mistakes at once. */
    private static synchronized List<OtlpSpan> spansOf(String version) throws Exception {
        List<OtlpSpan> known = SPANS.get(version);
        if (known != null) {
            return known;
        }
        KafkaBroker broker = SharedBroker.get();
        Secrets.note(REFUSED_SECRET);
        List<String> arguments = new ArrayList<>(List.of("at-once", SharedBroker.TOPIC));
        for (Mistake mistake : Mistake.values()) {
            Properties client = mistake.client(broker);
            client.setProperty("client.id", mistake.name());
            client.setProperty("max.block.ms", "6000");
            client.setProperty("delivery.timeout.ms", "6000");
            client.setProperty("request.timeout.ms", "4000");
            arguments.add(Workspace.clientFile("mistake-" + version + "-" + mistake, client)
                    .toString());
        }
        try (OtlpReceiver collector = OtlpReceiver.start();
                ChildProcess application = Application.start(Application.attached("mistakes-" + version, version)
                        // A client takes a TLS alert for a response of 352 MB and makes room for it.
                        .jvm("-Xmx768m")
                        .env(Application.exportTo(collector))
                        .main(ConnectOnce.class.getName(), arguments.toArray(String[]::new)))) {
            assertThat(application.awaitExit(Duration.ofMinutes(2))).isZero();
            assertThat(application.lines(line -> line.startsWith("outcome ")))
                    .hasSize(Mistake.values().length)
                    .noneMatch(line -> line.endsWith(" delivered"));
            SPANS.put(version, collector.spans());
        }
        return SPANS.get(version);
    }
}
