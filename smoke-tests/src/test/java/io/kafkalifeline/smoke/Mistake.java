package io.kafkalifeline.smoke;

import static io.kafkalifeline.smoke.Broken.at;
import static io.kafkalifeline.smoke.Broken.redirected;
import static io.kafkalifeline.smoke.Broken.trusting;
import static io.kafkalifeline.smoke.Broken.with;
import static io.kafkalifeline.smoke.Mistake.Outcome.FAILED;
import static io.kafkalifeline.smoke.Mistake.Outcome.WILL_RETRY;

import io.kafkalifeline.smoke.broker.Certificates;
import io.kafkalifeline.smoke.broker.ExpiredCertificate;
import io.kafkalifeline.smoke.broker.FaultyPort;
import io.kafkalifeline.smoke.broker.FaultyProxy;
import io.kafkalifeline.smoke.broker.FaultyProxy.Fault;
import io.kafkalifeline.smoke.broker.KafkaBroker;
import io.kafkalifeline.smoke.broker.Logins;
import io.kafkalifeline.smoke.broker.TlsPort;
import io.kafkalifeline.smoke.child.logins.DeadCredentialSource;
import io.kafkalifeline.smoke.child.logins.ExpiredToken;
import io.kafkalifeline.smoke.secrets.Secrets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** What can go wrong before a broker is ready: in which phase, why, and what the client makes of it. */
enum Mistake {
    UNKNOWN_ADVERTISED_HOST("DNS lookup broker.invalid", "java.net.UnknownHostException", WILL_RETRY),
    REFUSED_PORT("socket connect 127.0.0.1:", "connection_refused", WILL_RETRY),
    BLACK_HOLE("socket connect 127.0.0.1:", "timed_out", WILL_RETRY),
    /** The application gives up before the client does. */
    ABANDONED_BLACK_HOLE("socket connect 127.0.0.1:", "client_disconnected", FAILED),
    ABANDONED_BLACK_HOLE_OF_AN_ADMIN("socket connect 127.0.0.1:", "client_disconnected", FAILED),
    /** Linux connects nobody to a broadcast address. */
    UNREACHABLE_ADDRESS("socket connect 127.255.255.255:", "unreachable", WILL_RETRY),
    // The broker takes the first bytes for a huge request and closes the connection.
    TLS_CLIENT_ON_PLAINTEXT_PORT("TLS client handshake localhost", "connection_closed", WILL_RETRY),
    UNTRUSTED_CERTIFICATE("TLS client handshake localhost", "javax.net.ssl.SSLHandshakeException", FAILED),
    UNTRUSTED_CERTIFICATE_BEFORE_SASL("TLS client handshake localhost", "javax.net.ssl.SSLHandshakeException", FAILED),
    EXPIRED_CERTIFICATE("TLS client handshake localhost", "javax.net.ssl.SSLHandshakeException", FAILED),
    WRONG_HOST_NAME("TLS client handshake localhost", "javax.net.ssl.SSLHandshakeException", FAILED),
    SILENT_PORT_WITH_TLS("TLS client handshake localhost", "timed_out", WILL_RETRY),
    SILENT_PORT("SASL api_versions", "timed_out", WILL_RETRY),
    ABANDONED_SILENT_PORT("SASL api_versions", "client_disconnected", FAILED),
    CLOSED_AT_SASL_API_VERSIONS("SASL api_versions", "connection_closed", WILL_RETRY),
    RESET_AT_SASL_API_VERSIONS("SASL api_versions", "connection_reset", WILL_RETRY),
    NONSENSE_AT_SASL_API_VERSIONS("SASL api_versions", "wrong_protocol", FAILED),
    CLOSED_AT_SASL_HANDSHAKE("SASL handshake PLAIN", "connection_closed", WILL_RETRY),
    SILENT_AT_SASL_HANDSHAKE("SASL handshake PLAIN", "timed_out", WILL_RETRY),
    MECHANISM_NOT_ENABLED("SASL handshake SCRAM-SHA-512", "UNSUPPORTED_SASL_MECHANISM", FAILED),
    SASL_CLIENT_ON_PLAINTEXT_PORT("SASL handshake PLAIN", "ILLEGAL_SASL_STATE", FAILED),
    WRONG_PASSWORD("SASL authenticate PLAIN", "SASL_AUTHENTICATION_FAILED", FAILED),
    WRONG_PASSWORD_OVER_TLS("SASL authenticate PLAIN", "SASL_AUTHENTICATION_FAILED", FAILED),
    WRONG_SCRAM_256_PASSWORD("SASL authenticate SCRAM-SHA-256", "SASL_AUTHENTICATION_FAILED", FAILED),
    WRONG_SCRAM_PASSWORD("SASL authenticate SCRAM-SHA-512", "SASL_AUTHENTICATION_FAILED", FAILED),
    TOKEN_WITHOUT_SUBJECT("SASL authenticate OAUTHBEARER", "SASL_AUTHENTICATION_FAILED", FAILED),
    EXPIRED_TOKEN("SASL authenticate OAUTHBEARER", "SASL_AUTHENTICATION_FAILED", FAILED),
    CREDENTIAL_SOURCE_DOWN("SASL authenticate OAUTHBEARER", "java.io.IOException", FAILED),
    CLOSED_AT_SASL_AUTHENTICATE("SASL authenticate PLAIN", "connection_closed", WILL_RETRY),
    SILENT_AT_SASL_AUTHENTICATE("SASL authenticate PLAIN", "timed_out", WILL_RETRY),
    CLOSED_AT_API_VERSIONS("Kafka api_versions", "connection_closed", WILL_RETRY),
    CLOSED_AT_API_VERSIONS_AFTER_SASL("Kafka api_versions", "connection_closed", WILL_RETRY),
    ERROR_AT_API_VERSIONS("Kafka api_versions", "INVALID_REQUEST", WILL_RETRY),
    // The client takes the broker's TLS alert for a huge response.
    PLAINTEXT_CLIENT_ON_TLS_PORT("Kafka api_versions", "wrong_protocol", WILL_RETRY),
    SILENT_PORT_WITHOUT_SASL("Kafka api_versions", "timed_out", WILL_RETRY);

    enum Outcome {
        /** The client tries again by itself. */
        WILL_RETRY("will_retry"),
        /** The application is told, or has ended the client. */
        FAILED("failed");

        final String id;

        Outcome(String id) {
            this.id = id;
        }
    }

    static final String SECRET = "wr0ng-Secret-77";
    private static final Path CERTIFICATES = Workspace.directory("certificates");

    /** How the name of the failed phase's span begins. */
    final String phase;

    final String errorType;
    final Outcome outcome;

    Mistake(String phase, String errorType, Outcome outcome) {
        this.phase = phase;
        this.errorType = errorType;
        this.outcome = outcome;
    }

    /** What a client needs to make it. */
    Properties client(KafkaBroker broker) {
        Secrets.note(SECRET);
        Properties client = properties(broker);
        client.setProperty("client.id", name());
        client.putIfAbsent("max.block.ms", "9000");
        client.setProperty("delivery.timeout.ms", "9000");
        client.setProperty("request.timeout.ms", "4000");
        // Three dozen clients begin at once, perhaps on a busy machine.
        client.putIfAbsent("socket.connection.setup.timeout.ms", "30000");
        client.putIfAbsent("socket.connection.setup.timeout.max.ms", "30000");
        return client;
    }

    private Properties properties(KafkaBroker broker) {
        return switch (this) {
            case UNKNOWN_ADVERTISED_HOST -> broker.clientProperties("LOST");
            case REFUSED_PORT -> at(broker.clientProperties("PLAINTEXT"), FaultyPort.refusing());
            case BLACK_HOLE -> soonGivenUp(at(broker.clientProperties("PLAINTEXT"), Ports.HOLE.port()));
            case ABANDONED_BLACK_HOLE, ABANDONED_BLACK_HOLE_OF_AN_ADMIN ->
                soonClosed(at(broker.clientProperties("PLAINTEXT"), Ports.HOLE.port()));
            case UNREACHABLE_ADDRESS ->
                with(broker.clientProperties("PLAINTEXT"), "bootstrap.servers", "127.255.255.255:9");
            case TLS_CLIENT_ON_PLAINTEXT_PORT -> redirected(broker, "SSL", "PLAINTEXT");
            case UNTRUSTED_CERTIFICATE -> broker.untrustingClientProperties("SSL");
            case UNTRUSTED_CERTIFICATE_BEFORE_SASL -> broker.untrustingClientProperties("SASL_SSL_PLAIN");
            case EXPIRED_CERTIFICATE ->
                trusting(
                        at(broker.clientProperties("SSL"), Ports.EXPIRED.port()),
                        ExpiredCertificate.in(CERTIFICATES).trusted());
            case WRONG_HOST_NAME ->
                trusting(
                        at(broker.clientProperties("SSL"), Ports.STRANGER.port()),
                        Certificates.in(CERTIFICATES).untrusting());
            case SILENT_PORT_WITH_TLS ->
                soonGivenUp(at(broker.clientProperties("SASL_SSL_SCRAM"), Ports.SILENCE.port()));
            case SILENT_PORT -> soonGivenUp(at(broker.clientProperties("SASL_PLAINTEXT_PLAIN"), Ports.SILENCE.port()));
            case ABANDONED_SILENT_PORT ->
                soonClosed(at(broker.clientProperties("SASL_PLAINTEXT_PLAIN"), Ports.SILENCE.port()));
            case CLOSED_AT_SASL_API_VERSIONS -> interrupted(broker, "SASL_PLAINTEXT_PLAIN", 1, Fault.CLOSE);
            case RESET_AT_SASL_API_VERSIONS -> interrupted(broker, "SASL_PLAINTEXT_PLAIN", 1, Fault.RESET);
            case NONSENSE_AT_SASL_API_VERSIONS -> interrupted(broker, "SASL_PLAINTEXT_PLAIN", 1, Fault.NONSENSE);
            case CLOSED_AT_SASL_HANDSHAKE -> interrupted(broker, "SASL_PLAINTEXT_PLAIN", 2, Fault.CLOSE);
            case SILENT_AT_SASL_HANDSHAKE -> soonGivenUp(interrupted(broker, "SASL_PLAINTEXT_PLAIN", 2, Fault.HANG));
            case CLOSED_AT_SASL_AUTHENTICATE -> interrupted(broker, "SASL_PLAINTEXT_PLAIN", 3, Fault.CLOSE);
            case SILENT_AT_SASL_AUTHENTICATE -> soonGivenUp(interrupted(broker, "SASL_PLAINTEXT_PLAIN", 3, Fault.HANG));
            case CLOSED_AT_API_VERSIONS_AFTER_SASL -> interrupted(broker, "SASL_PLAINTEXT_PLAIN", 4, Fault.CLOSE);
            case CLOSED_AT_API_VERSIONS -> interrupted(broker, "PLAINTEXT", 1, Fault.CLOSE);
            case ERROR_AT_API_VERSIONS -> interrupted(broker, "PLAINTEXT", 1, Fault.INVALID_REQUEST);
            case MECHANISM_NOT_ENABLED -> redirected(broker, "SASL_PLAINTEXT_SCRAM", "SASL_PLAINTEXT_PLAIN");
            case SASL_CLIENT_ON_PLAINTEXT_PORT -> redirected(broker, "SASL_PLAINTEXT_PLAIN", "PLAINTEXT");
            case WRONG_PASSWORD -> wrongPassword(broker, "SASL_PLAINTEXT_PLAIN", "PLAIN");
            case WRONG_PASSWORD_OVER_TLS -> wrongPassword(broker, "SASL_SSL_PLAIN", "PLAIN");
            case WRONG_SCRAM_256_PASSWORD -> wrongPassword(broker, "SASL_SSL_SCRAM_256", "SCRAM-SHA-256");
            case WRONG_SCRAM_PASSWORD -> wrongPassword(broker, "SASL_SSL_SCRAM", "SCRAM-SHA-512");
            case TOKEN_WITHOUT_SUBJECT ->
                with(
                        broker.clientProperties("SASL_SSL_OAUTH"),
                        "sasl.jaas.config",
                        "org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule required"
                                + " unsecuredLoginPrincipalClaimName=\"name\""
                                + " unsecuredLoginStringClaim_name=\"alice\";");
            case EXPIRED_TOKEN ->
                with(
                        broker.clientProperties("SASL_PLAINTEXT_OAUTH"),
                        "sasl.login.callback.handler.class",
                        ExpiredToken.class.getName());
            case CREDENTIAL_SOURCE_DOWN ->
                with(
                        broker.clientProperties("SASL_PLAINTEXT_OAUTH"),
                        "sasl.client.callback.handler.class",
                        DeadCredentialSource.class.getName());
            case PLAINTEXT_CLIENT_ON_TLS_PORT -> redirected(broker, "PLAINTEXT", "SSL");
            case SILENT_PORT_WITHOUT_SASL ->
                soonGivenUp(at(broker.clientProperties("PLAINTEXT"), Ports.SILENCE.port()));
        };
    }

    /** Whether it takes an admin client, and not a producer. */
    boolean ofAnAdmin() {
        return name().endsWith("OF_AN_ADMIN");
    }

    /** The spans of the phases up to the one that fails, as far as their names can be told. */
    List<String> phases(Properties client) {
        List<String> all = new ArrayList<>(List.of("DNS lookup ", "socket connect "));
        String protocol = client.getProperty("security.protocol");
        if (protocol.endsWith("SSL")) {
            all.add("TLS client handshake ");
        }
        if (protocol.startsWith("SASL")) {
            String mechanism = client.getProperty("sasl.mechanism");
            all.addAll(List.of("SASL api_versions", "SASL handshake " + mechanism, "SASL authenticate " + mechanism));
        }
        all.add("Kafka api_versions");
        while (!phase.startsWith(all.get(all.size() - 1))) {
            all.remove(all.size() - 1);
        }
        return all;
    }

    private static Properties soonGivenUp(Properties client) {
        client.setProperty("socket.connection.setup.timeout.ms", "3000");
        return with(client, "socket.connection.setup.timeout.max.ms", "3000");
    }

    /** By the application, long before the client would give up. */
    private static Properties soonClosed(Properties client) {
        return with(client, "max.block.ms", "3000");
    }

    private static Properties wrongPassword(KafkaBroker broker, String listener, String mechanism) {
        return with(broker.clientProperties(listener), "sasl.jaas.config", Logins.client(mechanism, SECRET));
    }

    /** A client whose nth request of every connection meets that fault. */
    private static Properties interrupted(KafkaBroker broker, String listener, int request, Fault fault) {
        FaultyProxy proxy = Ports.PROXIES.computeIfAbsent(
                listener + request + fault, key -> FaultyProxy.to(broker.port(listener), request, fault));
        return at(broker.clientProperties(listener), proxy.port());
    }

    /** Open until this JVM ends. */
    private static final class Ports {
        static final FaultyPort HOLE = FaultyPort.blackHole();
        static final FaultyPort SILENCE = FaultyPort.silent();
        static final TlsPort EXPIRED =
                TlsPort.presenting(ExpiredCertificate.in(CERTIFICATES).keys());
        static final TlsPort STRANGER = TlsPort.presenting(CERTIFICATES.resolve("stranger.p12"));
        static final Map<String, FaultyProxy> PROXIES = new HashMap<>();
    }
}
