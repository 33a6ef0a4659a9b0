package io.kafkalifeline.smoke.situation;

import static io.kafkalifeline.smoke.situation.SituationStage.MUTUAL_TLS;
import static io.kafkalifeline.smoke.situation.SituationStage.PLAIN;
import static io.kafkalifeline.smoke.situation.SituationStage.PLAINTEXT;
import static io.kafkalifeline.smoke.situation.SituationStage.SASL_SSL;
import static io.kafkalifeline.smoke.situation.SituationStage.SSL;

import io.kafkalifeline.smoke.broker.FaultyPort;
import io.kafkalifeline.smoke.broker.TlsPort;
import java.util.List;

/** What goes wrong with certificates, versions and ports. */
final class TlsSituations {
    private static final String TOLD = "SslAuthenticationException";
    private static final String ALERT = "Received fatal alert: ";
    /** Which alert it is depends on the broker's Java. */
    private static final String REFUSED = "the broker refuses this client's certificate";

    private TlsSituations() {}

    static List<Situation> on(SituationStage stage) {
        return List.of(
                Situation.of(
                                "CLIENT_CERTIFICATE_MISSING",
                                "TLS 1.3: the broker wants a client certificate, the client has none",
                                stage.client(MUTUAL_TLS).settings())
                        .told(TOLD)
                        .at("tls")
                        .ends("failed")
                        .says(ALERT)
                        .advises(REFUSED, "the broker wants a client certificate"),
                Situation.of(
                                "CLIENT_CERTIFICATE_EXPIRED",
                                "TLS 1.3: the client's certificate has expired",
                                stage.client(MUTUAL_TLS)
                                        .showing(SituationStage.expired().keys())
                                        .settings())
                        .told(TOLD)
                        .at("tls")
                        .ends("failed")
                        .says(ALERT)
                        .advises(REFUSED, "this client's certificate has expired"),
                Situation.of(
                                "CLIENT_CERTIFICATE_FOREIGN",
                                "TLS 1.3: the client's certificate is of an authority that the broker does not trust",
                                stage.client(MUTUAL_TLS)
                                        .showing(SituationStage.stranger())
                                        .settings())
                        .told(TOLD)
                        .at("tls")
                        .ends("failed")
                        .says(ALERT)
                        .advises(REFUSED, "the broker wants a client certificate", "the broker does not trust"),
                Situation.of(
                                "CLIENT_CERTIFICATE_REVOKED",
                                "TLS 1.3: the client's certificate is revoked",
                                stage.client(SSL)
                                        .showing(SituationStage.revoked().keys())
                                        .at(TlsPort.judging(
                                                        SituationStage.certificates()
                                                                .brokerKeys(),
                                                        SituationStage.revoked())
                                                .port())
                                        .settings())
                        .told(TOLD)
                        .at("tls")
                        .ends("failed")
                        .says(ALERT)
                        .advises(REFUSED, "this client's certificate is revoked"),
                Situation.of(
                                "BROKER_CERTIFICATE_EXPIRED",
                                "the broker's certificate has expired",
                                stage.client(SSL)
                                        .trusting(SituationStage.expired().trusted())
                                        .at(TlsPort.presenting(
                                                        SituationStage.expired().keys())
                                                .port())
                                        .settings())
                        .told(TOLD)
                        .at("tls")
                        .ends("failed")
                        .says("validity check failed", "CertificateExpiredException")
                        .advises("the broker's certificate has expired, or this machine's clock is wrong"),
                Situation.of(
                                "BROKER_CERTIFICATE_OF_ANOTHER_HOST",
                                "the broker's certificate is for another host",
                                stage.client(SSL)
                                        .trusting(SituationStage.certificates().untrusting())
                                        .at(TlsPort.presenting(SituationStage.stranger())
                                                .port())
                                        .settings())
                        .told(TOLD)
                        .at("tls")
                        .ends("failed")
                        .says("No subject alternative DNS name matching", "No name matching")
                        .advises("the certificate is for other names"),
                Situation.of(
                                "BROKER_CERTIFICATE_UNTRUSTED",
                                "the client does not trust who signed the broker's certificate",
                                stage.client(SSL)
                                        .trusting(SituationStage.certificates().untrusting())
                                        .settings())
                        .told(TOLD)
                        .at("tls")
                        .ends("failed")
                        .says("PKIX path")
                        .advises("check ssl.truststore.location"),
                Situation.of(
                                "NO_COMMON_TLS_VERSION",
                                "client and broker have no TLS version in common",
                                stage.client(SSL)
                                        .with("ssl.enabled.protocols", "TLSv1.2")
                                        .with("ssl.protocol", "TLSv1.2")
                                        .at(TlsPort.speaking(
                                                        SituationStage.certificates()
                                                                .brokerKeys(),
                                                        "TLSv1.3")
                                                .port())
                                        .settings())
                        .told(TOLD)
                        .at("tls")
                        .ends("failed")
                        .says(ALERT + "protocol_version", ALERT + "handshake_failure")
                        .advises("client and broker agree on no TLS version or cipher; check ssl.enabled.protocols"),
                Situation.of(
                                "TLS_CLIENT_ON_PLAINTEXT_PORT",
                                "TLS client on a plaintext port",
                                stage.client(SSL)
                                        .at(stage.broker().port(PLAINTEXT))
                                        .settings())
                        .at("tls")
                        .ends("will_retry")
                        .says("EOFException", "connection_closed", "SSLException", "the broker closed the connection")
                        .advises("this port speaks plaintext; is security.protocol right"),
                Situation.of(
                                "TLS_CLIENT_ON_SASL_PORT",
                                "TLS client on a SASL port without TLS",
                                stage.client(SASL_SSL)
                                        .at(stage.broker().port(PLAIN))
                                        .settings())
                        .at("tls")
                        .ends("will_retry")
                        .says("EOFException", "connection_closed", "SSLException", "the broker closed the connection")
                        .advises("this port speaks plaintext; is security.protocol right"),
                Situation.of(
                                "TLS_CLIENT_ON_HTTP_PORT",
                                "TLS client on a port that speaks HTTP",
                                stage.client(SSL)
                                        .at(FaultyPort.saying("HTTP/1.1 400 Bad Request\r\n\r\n")
                                                .port())
                                        .settings())
                        .told(TOLD)
                        .at("tls")
                        .ends("failed")
                        .says(
                                "Unrecognized SSL message, plaintext connection?",
                                "Unsupported or unrecognized SSL message")
                        .advises("this port speaks plaintext; is security.protocol right"),
                Situation.of(
                                "TLS_PORT_SILENT",
                                "the port takes TLS connections and says nothing",
                                stage.client(SSL).at(stage.silentPort()).settings())
                        .at("tls")
                        .says("has been in phase", "timed_out: no answer")
                        .advises("the port is open but TLS gets no answer"));
    }
}
