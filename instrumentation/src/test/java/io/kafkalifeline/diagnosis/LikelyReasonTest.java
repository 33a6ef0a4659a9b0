package io.kafkalifeline.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.kafkalifeline.init.Failure;
import io.kafkalifeline.init.Phase;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LikelyReasonTest {
    static Stream<Arguments> failures() {
        return Stream.of(
                arguments(Phase.DNS, "java.net.UnknownHostException", "b-1.example", "bootstrap.servers"),
                arguments(
                        Phase.DNS,
                        "java.net.UnknownHostException",
                        "b-1.example: Temporary failure in name resolution",
                        "the name service does not answer"),
                arguments(Phase.TCP, "connection_refused", "Connection refused", "nothing listens on that port"),
                arguments(Phase.TCP, "timed_out", "no answer", "firewalls"),
                arguments(Phase.TCP, "unreachable", "No route to host", "routes"),
                arguments(
                        Phase.TCP,
                        "java.io.IOException",
                        "Channel could not be created: the metadata service does not answer",
                        "credential source"),
                arguments(
                        Phase.TLS,
                        "javax.net.ssl.SSLException",
                        "Unsupported or unrecognized SSL message",
                        "this port speaks plaintext; is security.protocol right"),
                arguments(Phase.TLS, "connection_closed", "EOF during handshake", "this port speaks plaintext"),
                arguments(
                        Phase.TLS,
                        "java.security.cert.CertificateExpiredException",
                        "PKIX path validation failed: validity check failed",
                        "has expired"),
                arguments(
                        Phase.TLS,
                        "java.security.cert.CertificateException",
                        "No subject alternative DNS name matching b-1.example found.",
                        "for other names"),
                arguments(
                        Phase.TLS,
                        "java.security.cert.CertPathBuilderException",
                        "PKIX path building failed: unable to find valid certification path to requested target",
                        "ssl.truststore.location"),
                arguments(
                        Phase.TLS,
                        "javax.net.ssl.SSLHandshakeException",
                        "Received fatal alert: bad_certificate",
                        "ssl.keystore.location"),
                arguments(
                        Phase.TLS,
                        "javax.net.ssl.SSLHandshakeException",
                        "Received fatal alert: handshake_failure",
                        "ssl.enabled.protocols"),
                arguments(Phase.SASL_API_VERSIONS, "connection_closed", null, "may not be a SASL listener"),
                arguments(
                        Phase.SASL_API_VERSIONS,
                        "wrong_protocol",
                        "Invalid receive (size = 352518912 larger than 524288)",
                        "this port answers with TLS"),
                arguments(
                        Phase.SASL_API_VERSIONS,
                        "wrong_protocol",
                        "Invalid receive (size = 1213486160 larger than 524288)",
                        "speaks HTTP"),
                arguments(
                        Phase.SASL_HANDSHAKE,
                        "UNSUPPORTED_SASL_MECHANISM",
                        "enabled mechanisms are [PLAIN]",
                        "sasl.mechanism"),
                arguments(
                        Phase.SASL_HANDSHAKE,
                        "ILLEGAL_SASL_STATE",
                        "Unexpected handshake request, enabled mechanisms are []",
                        "may not be a SASL listener"),
                arguments(
                        Phase.SASL_AUTHENTICATE,
                        "SASL_AUTHENTICATION_FAILED",
                        "Authentication failed: Invalid username or password",
                        "refuses the credentials"),
                arguments(
                        Phase.SASL_AUTHENTICATE,
                        "SASL_AUTHENTICATION_FAILED",
                        "{\"status\":\"invalid_token\"}",
                        "does not accept the token"),
                arguments(
                        Phase.SASL_AUTHENTICATE,
                        "SASL_AUTHENTICATION_FAILED",
                        "[5c1…]: Session too short",
                        "about to expire"),
                arguments(
                        Phase.SASL_AUTHENTICATE,
                        "java.net.ConnectException",
                        "An error occurred when evaluating SASL token",
                        "credential source"),
                arguments(Phase.API_VERSIONS, "wrong_protocol", "TLS alert", "this port answers with TLS"),
                arguments(Phase.SASL_API_VERSIONS, "wrong_protocol", "Invalid SASL mechanism response", "no Kafka"),
                arguments(Phase.API_VERSIONS, "connection_closed", "closed", "is security.protocol right"),
                arguments(Phase.API_VERSIONS, "timed_out", "no answer", "gets no answer"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void eachFailureComesWithSomethingToCheck(Phase phase, String errorType, String message, String advice) {
        ObservedBroker clients = new ObservedBroker();

        clients.fail(ObservedBroker.target("-1", "b-1.example"), phase, new Failure(errorType, message));

        assertThat(clients.memory.explain()).endsWith(")").contains(advice);
    }
}
