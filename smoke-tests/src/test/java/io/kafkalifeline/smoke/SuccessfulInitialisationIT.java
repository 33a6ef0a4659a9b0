package io.kafkalifeline.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkalifeline.smoke.broker.Listener;
import io.kafkalifeline.smoke.broker.Logins;
import io.kafkalifeline.smoke.child.ConnectOnce;
import io.kafkalifeline.smoke.otlp.OtlpReceiver;
import io.kafkalifeline.smoke.otlp.OtlpSpan;
import io.kafkalifeline.smoke.process.ChildProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The spans of a broker's initialisation for every security protocol, as a collector receives them. */
class SuccessfulInitialisationIT {
    private static final int CLIENTS_EACH = 3;
    private static final Map<String, List<OtlpSpan>> SPANS = new HashMap<>();

    static Stream<Listener> listeners() {
        return Stream.of(SharedBroker.SECURITY);
    }

    @ParameterizedTest
    @MethodSource("listeners")
    void everyPhaseIsASpan(Listener listener) throws Exception {
        phasesAreSpans("4.4.0", listener);
    }

    @Tag("complete")
    @ParameterizedTest
    @MethodSource("listeners")
    void everyPhaseIsASpanWithTheReleaseBefore(Listener listener) throws Exception {
        phasesAreSpans("4.3.1", listener);
    }

    private static void phasesAreSpans(String version, Listener listener) throws Exception {
        List<SetupTrace> setups = SetupTrace.of(spansOf(version), listener.name());

        assertThat(setups).as("bootstrap and broker").hasSizeGreaterThanOrEqualTo(2 * CLIENTS_EACH);
        for (SetupTrace trace : setups) {
            assertThat(trace.phaseNames()).containsExactlyElementsOf(expectedPhases(trace, listener));
            assertThat(trace.failedPhases()).isEmpty();
            describesTheConnection(trace.setup(), listener);
            trace.phases().forEach(phase -> describesThePhase(phase, listener));
        }
        SetupTrace.haveNoGaps(setups);
    }

    private static List<String> expectedPhases(SetupTrace trace, Listener listener) {
        List<String> phases = new ArrayList<>(List.of(
                "DNS lookup localhost",
                "socket connect 127.0.0.1:" + trace.setup().attributes().get("server.port")));
        if (listener.protocol().endsWith("SSL")) {
            phases.add("TLS client handshake localhost");
        }
        if (listener.mechanism() != null) {
            phases.add("SASL api_versions");
            phases.add("SASL handshake " + listener.mechanism());
            phases.add("SASL authenticate " + listener.mechanism());
        }
        phases.add("Kafka api_versions");
        return phases;
    }

    private static void describesTheConnection(OtlpSpan setup, Listener listener) {
        long port = SharedBroker.get().port(listener.name());
        assertThat(setup.name()).isEqualTo("Kafka connection_setup localhost:" + port);
        assertThat(setup.isRoot()).isTrue();
        assertThat(setup.kind()).isEqualTo("INTERNAL");
        assertThat(setup.statusCode()).isNotEqualTo("ERROR");
        assertThat(setup.attributes())
                .containsEntry("messaging.system", "kafka")
                .containsEntry("messaging.client.id", listener.name())
                .containsEntry("server.address", "localhost")
                .containsEntry("server.port", port)
                .containsEntry("network.peer.address", "127.0.0.1")
                .containsEntry("network.peer.port", port)
                .containsEntry("kafka.security.protocol", listener.protocol())
                .containsEntry("kafka.connection.attempt", 1L)
                .containsEntry("kafka.connection.outcome", "ready")
                .containsKey("kafka.node.id")
                .doesNotContainKey("error.type");
    }

    private static void describesThePhase(OtlpSpan phase, Listener listener) {
        assertThat(phase.kind()).isEqualTo("INTERNAL");
        assertThat(phase.attributes())
                .containsEntry("messaging.system", "kafka")
                .containsEntry("messaging.client.id", listener.name())
                .containsEntry("server.address", "localhost")
                .containsKey("server.port");
        if (phase.name().startsWith("DNS")) {
            assertThat(phase.attributes()).containsEntry("dns.question.name", "localhost");
            assertThat((List<?>) phase.attributes().get("dns.answers")).anyMatch("127.0.0.1"::equals);
        } else if (phase.name().startsWith("socket")) {
            assertThat(phase.attributes())
                    .containsEntry("network.peer.address", "127.0.0.1")
                    .containsEntry("network.type", "ipv4");
        } else if (phase.name().startsWith("TLS")) {
            assertThat(phase.attributes())
                    .containsEntry("tls.protocol.name", "tls")
                    .containsEntry("tls.protocol.version", "1.3")
                    .containsKey("tls.cipher");
        } else if (phase.name().startsWith("SASL handshake")) {
            assertThat(phase.attributes()).containsEntry("kafka.sasl.mechanism", listener.mechanism());
        } else if (phase.name().startsWith("SASL authenticate")) {
            assertThat(phase.attributes())
                    .containsEntry("kafka.sasl.mechanism", listener.mechanism())
                    .containsEntry("kafka.sasl.round_trips", roundTrips(listener.mechanism()))
                    .containsKey("kafka.sasl.token.duration");
            assertThat(phase.events()).hasSize((int) roundTrips(listener.mechanism()));
        }
    }

    /** SCRAM proves itself in a second message (RFC 5802). */
    private static long roundTrips(String mechanism) {
        return mechanism.startsWith("SCRAM") ? 2 : 1;
    }

    /** One application connects to every listener, one after the other. */
    private static synchronized List<OtlpSpan> spansOf(String version) throws Exception {
        List<OtlpSpan> known = SPANS.get(version);
        if (known != null) {
            return known;
        }
        List<String> arguments = new ArrayList<>(List.of("one-by-one", SharedBroker.TOPIC));
        arguments.add(clientFile(version, SharedBroker.SECURITY[0].name(), "loads-the-classes"));
        for (Listener listener : SharedBroker.SECURITY) {
            arguments.addAll(Collections.nCopies(CLIENTS_EACH, clientFile(version, listener.name(), listener.name())));
        }
        try (OtlpReceiver collector = OtlpReceiver.start();
                ChildProcess application = Application.start(Application.attached("connect-" + version, version)
                        .env(Application.exportTo(collector))
                        .main(ConnectOnce.class.getName(), arguments.toArray(String[]::new)))) {
            assertThat(application.awaitExit(Duration.ofMinutes(2))).isZero();
            assertThat(application.lines(line -> line.startsWith("outcome ")))
                    .hasSize(CLIENTS_EACH * SharedBroker.SECURITY.length + 1)
                    .allMatch(line -> line.endsWith(" delivered"));
            assertThat(collector.spans().toString()).doesNotContain(Logins.PASSWORD, Logins.USER);
            SPANS.put(version, collector.spans());
        }
        return SPANS.get(version);
    }

    private static String clientFile(String version, String listener, String clientId) {
        Properties client = SharedBroker.get().clientProperties(listener);
        client.setProperty("client.id", clientId);
        return Workspace.clientFile("connect-" + version + "-" + clientId, client)
                .toString();
    }
}
