package io.kafkalifeline.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.kafkalifeline.init.Failure;
import io.kafkalifeline.init.Phase;
import io.kafkalifeline.init.Target;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A target that worked before is not called misconfigured. */
class ClientsPastTest {
    private static final Target ONE = ObservedBroker.target("1", "b-1.example");
    private static final String CLOSES_NEW = "closes new connections: a connection limit (max.connections,";

    private final ObservedBroker clients = new ObservedBroker();

    static Stream<Arguments> failures() {
        return Stream.of(
                arguments(Phase.DNS, "java.net.UnknownHostException", "b-1.example", "the name is gone"),
                arguments(Phase.TCP, "connection_refused", "Connection refused", "listens on that port any more"),
                arguments(Phase.TCP, "timed_out", "no answer", "nothing comes back any more"),
                arguments(Phase.TLS, "connection_closed", "EOF during handshake", CLOSES_NEW),
                arguments(
                        Phase.TLS,
                        "javax.net.ssl.SSLException",
                        "Unsupported or unrecognized SSL message",
                        "something else answers on that port now"),
                arguments(
                        Phase.TLS,
                        "java.security.cert.CertPathBuilderException",
                        "PKIX path building failed: unable to find valid certification path to requested target",
                        "another certificate than before"),
                arguments(Phase.SASL_API_VERSIONS, "connection_closed", "EOFException", CLOSES_NEW),
                arguments(
                        Phase.SASL_API_VERSIONS,
                        "wrong_protocol",
                        "Invalid receive (size = 352518912 larger than 524288)",
                        "something else answers on that port now"),
                arguments(Phase.SASL_HANDSHAKE, "connection_reset", "Connection reset", CLOSES_NEW),
                arguments(
                        Phase.SASL_HANDSHAKE,
                        "UNSUPPORTED_SASL_MECHANISM",
                        "enabled mechanisms are [PLAIN]",
                        "the listener's mechanisms were changed"),
                arguments(
                        Phase.SASL_AUTHENTICATE,
                        "SASL_AUTHENTICATION_FAILED",
                        "Authentication failed: Invalid username or password",
                        "no longer accepts these credentials"),
                arguments(Phase.API_VERSIONS, "connection_closed", "closed", CLOSES_NEW),
                arguments(Phase.API_VERSIONS, "timed_out", "no answer", "gets no answer any more"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void whatWorkedUntilThenHasChangedAndIsNotMisconfigured(
            Phase phase, String errorType, String message, String advice) {
        workFor(17_000);
        clients.memory.disconnected("1");
        clients.passMs(16_000);
        clients.fail(ONE, phase, new Failure(errorType, message));
        clients.passMs(1_000);

        assertThat(clients.memory.explain())
                .contains("(worked until 17 s ago; ", advice)
                .doesNotContain("security.protocol", "wrong port", "bootstrap.servers", "sasl.mechanism;");
    }

    @Test
    void aBrokerThatClosesOnlyNewConnectionsWorksMeanwhile() {
        workFor(17_000);
        Target bootstrap = ObservedBroker.target("-1", "b-1.example");
        clients.fail(bootstrap, Phase.SASL_API_VERSIONS, new Failure("connection_closed", "EOFException"));

        assertThat(clients.memory.explain()).contains("(other connections to it work; ", CLOSES_NEW);
    }

    @Test
    void aListenerThatNeverAnsweredARequestHasNeverWorked() {
        clients.memory.ready(ONE);
        clients.memory.disconnected("1");
        clients.fail(ONE, Phase.SASL_API_VERSIONS, new Failure("connection_closed", "EOFException"));

        assertThat(clients.memory.explain())
                .contains("may not be a SASL listener")
                .doesNotContain("worked");
    }

    @Test
    void whatIsWrongWithThisMachineIsSaidOfThisMachine() {
        workFor(1_000);
        clients.memory.disconnected("1");
        clients.fail(ONE, Phase.TCP, new Failure("java.net.SocketException", "Too many open files"));

        assertThat(clients.memory.explain())
                .contains("may open no more files or sockets; raise its limit")
                .doesNotContain("routes", "firewall");
    }

    private void workFor(long ms) {
        clients.begin(ONE, Phase.SASL_AUTHENTICATE);
        clients.memory.ready(ONE);
        clients.memory.answered(ONE);
        clients.passMs(ms);
    }
}
