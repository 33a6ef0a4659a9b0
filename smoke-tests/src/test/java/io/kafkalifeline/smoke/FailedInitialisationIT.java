package io.kafkalifeline.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkalifeline.smoke.broker.KafkaBroker;
import io.kafkalifeline.smoke.broker.Logins;
import io.kafkalifeline.smoke.child.ConnectOnce;
import io.kafkalifeline.smoke.otlp.OtlpReceiver;
import io.kafkalifeline.smoke.otlp.OtlpSpan;
import io.kafkalifeline.smoke.process.ChildProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever goes wrong before a broker is ready is a span of the phase in which it went wrong, and tells no secret. */
class FailedInitialisationIT {
    /** The client of a broker whose name has two addresses, at the first of which nobody listens. */
    private static final String SECOND_ADDRESS = "SECOND_ADDRESS";

    private static final Map<String, List<OtlpSpan>> SPANS = new HashMap<>();

    /** The release of kafka-clients. */
    String version() {
        return "4.4.0";
    }

    @ParameterizedTest
    @EnumSource
    void theFailedPhaseSaysWhy(Mistake mistake) throws Exception {
        List<SetupTrace> failed = SetupTrace.of(spansOf(version()), mistake.name()).stream()
                .filter(trace -> !trace.ready())
                .toList();
        assertThat(failed).isNotEmpty();
        Properties client = mistake.client(SharedBroker.get());
        SetupTrace first = failed.get(0);

        assertThat(first.setup().isRoot()).isTrue();
        assertThat(first.setup().statusCode()).isEqualTo("ERROR");
        assertThat(first.setup().attributes())
                .containsEntry("error.type", mistake.errorType)
                .containsEntry("kafka.connection.outcome", mistake.outcome.id)
                .containsEntry("kafka.security.protocol", client.getProperty("security.protocol"))
                .containsKey("kafka.node.id");
        assertThat(first.phaseNames())
                .zipSatisfy(
                        mistake.phases(client),
                        (name, begins) -> assertThat(name).startsWith(begins));
        assertThat(first.failedPhases()).hasSize(1);
        OtlpSpan phase = first.phases().get(first.phases().size() - 1);
        assertThat(phase.name()).startsWith(mistake.phase);
        assertThat(phase.statusCode()).isEqualTo("ERROR");
        assertThat(phase.attributes()).containsEntry("error.type", mistake.errorType);
        if (phase.name().startsWith("SASL handshake ") || phase.name().startsWith("SASL authenticate ")) {
            assertThat(phase.attributes()).containsEntry("kafka.sasl.mechanism", client.getProperty("sasl.mechanism"));
        }
        assertThat(phase.events())
                .as("exception events are deprecated")
                .noneMatch(event -> event.name().equals("exception"));
    }

    @ParameterizedTest
    @EnumSource
    void everyAttemptIsCountedAndFailsInTheSameWay(Mistake mistake) throws Exception {
        List<SetupTrace> failed = SetupTrace.of(spansOf(version()), mistake.name()).stream()
                .filter(trace -> !trace.ready())
                .toList();

        assertThat(failed)
                .extracting(SetupTrace::attempt)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, failed.size()).boxed().toList());
        assertThat(failed.subList(0, failed.size() - 1))
                .as("all but the one that the end of the client may have cut short")
                .allSatisfy(trace -> assertThat(trace.setup().attributes())
                        .containsEntry("error.type", mistake.errorType)
                        .containsEntry("kafka.connection.outcome", mistake.outcome.id));
        if (mistake == Mistake.REFUSED_PORT) {
            assertThat(failed).hasSizeGreaterThan(2);
        }
        SetupTrace.haveNoGaps(failed);
    }

    @Test
    void theNextAddressIsTheNextAttemptWithoutALookup() throws Exception {
        List<SetupTrace> bootstrap = SetupTrace.of(spansOf(version()), SECOND_ADDRESS).stream()
                .filter(trace -> trace.server().startsWith("two.smoke:"))
                .toList();
        int port = SharedBroker.get().port("PLAINTEXT");

        assertThat(bootstrap).extracting(SetupTrace::outcome).containsExactly("will_retry", "ready");
        assertThat(bootstrap.get(0).phaseNames())
                .containsExactly("DNS lookup two.smoke", "socket connect 127.0.0.2:" + port);
        assertThat(bootstrap.get(1).phaseNames())
                .containsExactly("socket connect 127.0.0.1:" + port, "Kafka api_versions");
        SetupTrace.countFailures(SetupTrace.of(spansOf(version()), SECOND_ADDRESS));
        SetupTrace.haveNoGaps(bootstrap);
    }

    @Test
    void sessionsTooShortForTheNetworkAreReportedOnce() throws Exception {
        List<SetupTrace> tooShort = SetupTrace.of(spansOf(version()), Unreachable.SESSION_TOO_SHORT.name()).stream()
                .filter(trace ->
                        "session_too_short".equals(trace.setup().attributes().get("error.type")))
                .toList();

        assertThat(tooShort).singleElement().satisfies(trace -> {
            assertThat(trace.outcome()).isEqualTo("failed");
            assertThat(trace.setup().statusMessage()).startsWith("session of 20 ms granted by the broker");
            assertThat(trace.failedPhases()).singleElement().satisfies(phase -> {
                assertThat(phase.name()).isEqualTo("SASL authenticate PLAIN");
                assertThat(phase.attributes()).containsEntry("kafka.session.lifetime", 0.02);
            });
        });
    }

    @Test
    void noSpanTellsASecret() throws Exception {
        assertThat(spansOf(version()).toString())
                .doesNotContain(Mistake.SECRET, Logins.PASSWORD, Logins.USER, "LoginModule");
    }

    /** One application makes all the mistakes at once. */
    private static synchronized List<OtlpSpan> spansOf(String version) throws Exception {
        List<OtlpSpan> known = SPANS.get(version);
        if (known != null) {
            return known;
        }
        KafkaBroker broker = SharedBroker.get();
        List<String> arguments = new ArrayList<>(List.of("first-alone", SharedBroker.TOPIC));
        Properties secondAddress = broker.clientProperties("PLAINTEXT");
        secondAddress.setProperty("bootstrap.servers", "two.smoke:" + broker.port("PLAINTEXT"));
        secondAddress.setProperty("client.id", SECOND_ADDRESS);
        arguments.add(Workspace.clientFile("mistake-" + version + "-second-address", secondAddress)
                .toString());
        for (Mistake mistake : Mistake.values()) {
            Properties client = mistake.client(broker);
            String file = Workspace.clientFile("mistake-" + version + "-" + mistake, client)
                    .toString();
            arguments.add(mistake.ofAnAdmin() ? "admin=" + file : file);
        }
        Properties tooShort = Unreachable.SESSION_TOO_SHORT.client(broker);
        tooShort.setProperty("max.block.ms", "9000");
        arguments.add(Workspace.clientFile("mistake-" + version + "-too-short", tooShort)
                .toString());
        Path hosts = Workspace.directory("hosts").resolve("two-addresses");
        Files.write(hosts, List.of("127.0.0.1 localhost", "127.0.0.2 two.smoke", "127.0.0.1 two.smoke"));
        try (OtlpReceiver collector = OtlpReceiver.start();
                ChildProcess application = Application.start(Application.attached("mistakes-" + version, version)
                        // A client takes a TLS alert for a response of 352 MB and makes room for it.
                        .jvm("-Xmx768m")
                        .property("jdk.net.hosts.file", hosts.toString())
                        .env(Application.exportTo(collector))
                        .main(ConnectOnce.class.getName(), arguments.toArray(String[]::new)))) {
            assertThat(application.awaitExit(Duration.ofMinutes(2))).isZero();
            assertThat(application.lines(line -> line.startsWith("outcome ")))
                    .hasSize(arguments.size() - 2)
                    .filteredOn(line -> line.endsWith(" delivered"))
                    .containsExactly("outcome " + SECOND_ADDRESS + " delivered");
            SPANS.put(version, collector.spans());
        }
        return SPANS.get(version);
    }
}
