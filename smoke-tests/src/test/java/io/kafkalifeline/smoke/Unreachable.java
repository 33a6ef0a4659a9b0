package io.kafkalifeline.smoke;

import static io.kafkalifeline.smoke.Broken.at;
import static io.kafkalifeline.smoke.Broken.redirected;
import static io.kafkalifeline.smoke.Broken.trusting;
import static io.kafkalifeline.smoke.Broken.with;

import io.kafkalifeline.smoke.broker.Certificates;
import io.kafkalifeline.smoke.broker.ExpiredCertificate;
import io.kafkalifeline.smoke.broker.FaultyPort;
import io.kafkalifeline.smoke.broker.KafkaBroker;
import io.kafkalifeline.smoke.broker.Logins;
import io.kafkalifeline.smoke.broker.TlsPort;
import io.kafkalifeline.smoke.child.logins.DeadCredentialSource;
import io.kafkalifeline.smoke.child.logins.ExpiredToken;
import io.kafkalifeline.smoke.net.Network;
import io.kafkalifeline.smoke.net.Relay;
import io.kafkalifeline.smoke.secrets.Secrets;
import java.time.Duration;
import java.util.Properties;

/** The ways in which a broker cannot be reached, as an operator meets them. */
enum Unreachable {
    UNKNOWN_ADVERTISED_HOST(false, " dns ", "check the broker's advertised.listeners"),
    REFUSED(false, " tcp ", "ConnectException: Connection refused (nothing listens on that port"),
    BLACK_HOLE(false, " tcp ", "nothing comes back; check firewalls"),
    TLS_CLIENT_ON_PLAINTEXT_PORT(false, " tls ", "this port speaks plaintext; is security.protocol right"),
    PLAINTEXT_CLIENT_ON_TLS_PORT(false, " api_versions ", "security.protocol"),
    PLAINTEXT_CLIENT_ON_SASL_PORT(false, " the first request ", "this listener may require SASL"),
    TLS_CLIENT_ON_SASL_PORT(false, " tls ", "this port speaks plaintext; is security.protocol right"),
    SASL_CLIENT_ON_TLS_PORT(false, " sasl.api_versions ", "this port answers with TLS"),
    SASL_CLIENT_ON_PLAINTEXT_PORT(true, " sasl.handshake ", "may not be a SASL listener"),
    UNTRUSTED_CERTIFICATE(true, " tls ", "ssl.truststore.location"),
    EXPIRED_CERTIFICATE(true, " tls ", "the broker's certificate has expired"),
    HOSTNAME_MISMATCH(true, " tls ", "the certificate is for other names"),
    WRONG_PASSWORD(true, " sasl.authenticate ", "the broker refuses the credentials"),
    UNKNOWN_MECHANISM(true, " sasl.handshake ", "check sasl.mechanism"),
    EXPIRED_TOKEN(true, " sasl.authenticate ", "the broker does not accept the token"),
    CREDENTIAL_SOURCE_DOWN(true, " sasl.authenticate ", "check the credential source"),
    /** The stock client takes it for a network error and is silent. */
    CREDENTIAL_SOURCE_DOWN_FROM_THE_START(false, " sasl.authenticate ", "the metadata service does not answer"),
    SESSION_TOO_SHORT(false, " sasl.authenticate ", "session of 20 ms granted by the broker is shorter than the "),
    SILENT_BROKER(false, " api_versions ", "the port is open but Kafka's protocol gets no answer");

    /** What the cause has to say, and what it has to advise. */
    final String phase;

    final String cause;
    /** Whether Kafka itself reports an authentication failure, as soon as it happens. */
    final boolean authenticationFailure;

    Unreachable(boolean authenticationFailure, String phase, String cause) {
        this.authenticationFailure = authenticationFailure;
        this.phase = phase;
        this.cause = cause;
    }

    static final String SECRET = "wr0ng-Secret-78";

    /** What a client needs to run into it; the port is in {@code bootstrap.servers}. */
    Properties client(KafkaBroker broker) {
        Secrets.note(SECRET);
        Properties client = properties(broker);
        client.setProperty("client.id", name());
        client.setProperty("max.block.ms", "5000");
        client.setProperty("delivery.timeout.ms", "5000");
        client.setProperty("request.timeout.ms", "4500");
        client.setProperty("default.api.timeout.ms", "5000");
        client.setProperty("linger.ms", "0");
        return client;
    }

    private Properties properties(KafkaBroker broker) {
        return switch (this) {
            case UNKNOWN_ADVERTISED_HOST -> broker.clientProperties("LOST");
            case REFUSED -> at(broker.clientProperties("PLAINTEXT"), FaultyPort.refusing());
            case BLACK_HOLE -> at(broker.clientProperties("PLAINTEXT"), Ports.BLACK_HOLE.port());
            case SESSION_TOO_SHORT ->
                at(broker.clientProperties("TINY_SESSIONS"), Ports.slowWayTo(broker, "TINY_SESSIONS"));
            case SILENT_BROKER -> at(broker.clientProperties("PLAINTEXT"), Ports.SILENT.port());
            case TLS_CLIENT_ON_PLAINTEXT_PORT -> redirected(broker, "SSL", "PLAINTEXT");
            case PLAINTEXT_CLIENT_ON_TLS_PORT -> redirected(broker, "PLAINTEXT", "SSL");
            case PLAINTEXT_CLIENT_ON_SASL_PORT -> redirected(broker, "PLAINTEXT", "SASL_PLAINTEXT_PLAIN");
            case TLS_CLIENT_ON_SASL_PORT -> redirected(broker, "SSL", "SASL_PLAINTEXT_PLAIN");
            case SASL_CLIENT_ON_TLS_PORT -> redirected(broker, "SASL_PLAINTEXT_PLAIN", "SASL_SSL_PLAIN");
            case SASL_CLIENT_ON_PLAINTEXT_PORT -> redirected(broker, "SASL_PLAINTEXT_PLAIN", "PLAINTEXT");
            case UNTRUSTED_CERTIFICATE -> broker.untrustingClientProperties("SSL");
            case EXPIRED_CERTIFICATE ->
                trusting(
                        at(broker.clientProperties("SSL"), Ports.EXPIRED.port()),
                        expired().trusted());
            case HOSTNAME_MISMATCH ->
                trusting(
                        at(broker.clientProperties("SSL"), Ports.STRANGER.port()),
                        certificates().untrusting());
            case WRONG_PASSWORD ->
                with(
                        broker.clientProperties("SASL_PLAINTEXT_PLAIN"),
                        "sasl.jaas.config",
                        Logins.client("PLAIN", SECRET));
            case UNKNOWN_MECHANISM -> redirected(broker, "SASL_PLAINTEXT_SCRAM", "SASL_PLAINTEXT_PLAIN");
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
            case CREDENTIAL_SOURCE_DOWN_FROM_THE_START ->
                with(
                        broker.clientProperties("SASL_PLAINTEXT_PLAIN"),
                        "sasl.client.callback.handler.class",
                        DeadCredentialSource.class.getName());
        };
    }

    private static Certificates certificates() {
        return Certificates.in(Workspace.directory("certificates"));
    }

    private static ExpiredCertificate expired() {
        return ExpiredCertificate.in(Workspace.directory("certificates"));
    }

    /** Open until this JVM ends. */
    private static final class Ports {
        private static Relay slowWay;

        static final FaultyPort BLACK_HOLE = FaultyPort.blackHole();
        static final FaultyPort SILENT = FaultyPort.silent();
        static final TlsPort EXPIRED = TlsPort.presenting(expired().keys());
        static final TlsPort STRANGER =
                TlsPort.presenting(Workspace.directory("certificates").resolve("stranger.p12"));

        /** Twenty milliseconds there, twenty back. */
        static synchronized int slowWayTo(KafkaBroker broker, String listener) {
            if (slowWay == null) {
                slowWay = Relay.to(broker.port(listener));
                slowWay.become(Network.oneWay(Duration.ofMillis(20)));
            }
            return slowWay.port();
        }
    }
}
