package io.kafkalifeline.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.kafkalifeline.api.BrokerInitEvent;
import io.kafkalifeline.api.BrokerInitListener;
import io.kafkalifeline.api.BrokerInitPhase;
import io.kafkalifeline.init.Detail;
import io.kafkalifeline.init.Failure;
import io.kafkalifeline.init.InitRecorder;
import io.kafkalifeline.init.Initialisation;
import io.kafkalifeline.init.Outcome;
import io.kafkalifeline.init.PeerAddress;
import io.kafkalifeline.init.Phase;
import io.kafkalifeline.init.Reauthentication;
import io.kafkalifeline.init.Target;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InitEventsTest {
    private static final Target TARGET = new Target("orders \"eu\"", "3", "b-1.example", 9098, "SASL_SSL");
    private static final long EPOCH_NANOS = 1_763_800_000_000_000_000L;

    private final List<BrokerInitEvent> heard = new ArrayList<>();
    private final InitEvents events = new InitEvents(new Hearing());
    private long now;

    @Test
    void aConnectionIsADialAndAWholeInitialisation() {
        InitRecorder recorder = recorder(null);
        pass(recorder, Phase.DNS);
        pass(recorder, Phase.TCP);
        recorder.begin(Phase.SASL_HANDSHAKE);
        recorder.detail(Detail.SASL_MECHANISM, "SCRAM-SHA-512");
        now += 1_000_000;
        recorder.end();
        events.accept(recorder.finish(Outcome.READY));

        assertThat(heard)
                .extracting(BrokerInitEvent::kind, BrokerInitEvent::outcome, BrokerInitEvent::durationNanos)
                .containsExactly(
                        tuple(BrokerInitEvent.Kind.CONNECT, "connected", 2_000_000L),
                        tuple(BrokerInitEvent.Kind.INITIALISATION, "ready", 3_000_000L));
        assertThat(heard.get(1).phases())
                .extracting(BrokerInitPhase::name)
                .containsExactly("dns", "tcp", "sasl.handshake");
        assertThat(heard.get(1).mechanism()).isEqualTo("SCRAM-SHA-512");
        assertThat(heard.get(1).beganEpochMs()).isEqualTo(EPOCH_NANOS / 1_000_000);
        assertThat(heard.get(1).errorType()).isNull();
    }

    @Test
    void aFailedDialIsHeardOnceAsADialAndOnceAsAWhole() {
        InitRecorder recorder = recorder(null);
        pass(recorder, Phase.DNS);
        recorder.begin(Phase.TCP);
        recorder.fail(new Failure("connection_refused", "Connection refused, password=hunter2"));
        events.accept(recorder.finish(Outcome.WILL_RETRY));

        assertThat(heard).extracting(BrokerInitEvent::outcome).containsExactly("failed", "will_retry");
        assertThat(heard).allSatisfy(event -> {
            assertThat(event.errorType()).isEqualTo("connection_refused");
            assertThat(event.error()).contains("Connection refused").doesNotContain("hunter2");
        });
    }

    @Test
    void aDialIsGoodWhereOnlyWhatFollowsItFails() {
        InitRecorder recorder = recorder(null);
        pass(recorder, Phase.TCP);
        recorder.begin(Phase.TLS);
        recorder.fail(new Failure("wrong_protocol", "not an SSL/TLS record"));
        events.accept(recorder.finish(Outcome.FAILED));

        assertThat(heard).extracting(BrokerInitEvent::outcome).containsExactly("connected", "failed");
        assertThat(heard).extracting(BrokerInitEvent::errorType).containsExactly(null, "wrong_protocol");
    }

    @Test
    void ofANameWithTwoAddressesItIsSaidWhichOneFailed() {
        List<String> lines = new ArrayList<>();
        InitRecorder recorder = recorder(null);
        pass(recorder, Phase.DNS);
        recorder.dialing(new PeerAddress("0:0:0:0:0:0:0:1", 2, 2));
        recorder.fail(new Failure("timed_out", "no answer"));
        Initialisation failed = recorder.finish(Outcome.WILL_RETRY);
        events.accept(failed);
        new InitEvents(new JsonEvents(lines::add)).accept(failed);

        assertThat(heard)
                .extracting(BrokerInitEvent::address, BrokerInitEvent::addressNumber, BrokerInitEvent::addressCount)
                .containsOnly(tuple("::1", 2, 2));
        assertThat(lines)
                .isNotEmpty()
                .allMatch(line -> line.contains("\"address\":\"::1\",\"address_number\":2,\"address_count\":2"));
    }

    @Test
    void whatWasNeverDialledHasNoAddress() {
        List<String> lines = new ArrayList<>();
        InitRecorder recorder = recorder(null);
        recorder.begin(Phase.DNS);
        recorder.fail(new Failure("java.net.UnknownHostException", "broker"));
        new InitEvents(new JsonEvents(lines::add)).accept(recorder.finish(Outcome.WILL_RETRY));

        assertThat(lines).isNotEmpty().noneMatch(line -> line.contains("address"));
    }

    @Test
    void aReauthenticationIsOneEvent() {
        InitRecorder recorder = recorder(new Reauthentication(Reauthentication.Trigger.DUE, 936, 0, 0, 1));
        pass(recorder, Phase.SASL_HANDSHAKE);
        events.accept(recorder.finish(Outcome.RENEWED));

        assertThat(heard)
                .singleElement()
                .matches(event -> event.kind() == BrokerInitEvent.Kind.REAUTHENTICATION
                        && event.outcome().equals("renewed"));
    }

    @Test
    void oneThatThrowsHearsTheNext() {
        InitRecorder recorder = recorder(null);
        pass(recorder, Phase.TCP);

        new InitEvents(new Throwing()).accept(recorder.finish(Outcome.READY));
        assertThat(heard).singleElement().extracting(BrokerInitEvent::outcome).isEqualTo("ready");
    }

    /** Where no phase says why, spans say the same. */
    @Test
    void aFailureInNoPhaseHasATypeAllTheSame() {
        InitRecorder recorder = recorder(null);
        pass(recorder, Phase.TCP);
        events.accept(recorder.finish(Outcome.FAILED));

        assertThat(heard).extracting(BrokerInitEvent::errorType).containsExactly(null, "_OTHER");
    }

    @Test
    void aLineOfARenewalTellsOfItsSession() {
        List<String> lines = new ArrayList<>();
        InitRecorder recorder = recorder(new Reauthentication(Reauthentication.Trigger.HOLD, 936, 0, 2_500_000, 1));
        pass(recorder, Phase.SASL_HANDSHAKE);
        new InitEvents(new JsonEvents(lines::add)).accept(recorder.finish(Outcome.RENEWED));

        assertThat(lines)
                .singleElement()
                .asString()
                .contains("\"trigger\":\"hold\",\"session_lifetime_ms\":936,\"hold_ms\":2.500,\"outcome\":\"renewed\"")
                .doesNotContain("attempt");
    }

    @Test
    void aLineOfJsonHoldsItAll() {
        List<String> lines = new ArrayList<>();
        InitRecorder recorder = recorder(null);
        pass(recorder, Phase.TCP);
        recorder.begin(Phase.TLS);
        now += 1_500_000;
        recorder.fail(new Failure("wrong_protocol", "not an \"SSL/TLS\" record \\ \t"));
        new InitEvents(new JsonEvents(lines::add)).accept(recorder.finish(Outcome.FAILED));

        assertThat(lines).hasSize(2);
        assertThat(lines.get(1))
                .startsWith(
                        "{\"event\":\"kafka.initialisation\",\"began\":\"2025-11-22T08:26:40Z\",\"duration_ms\":2.500,")
                .contains(
                        "\"client_id\":\"orders \\\"eu\\\"\",\"host\":\"b-1.example\",\"port\":9098,\"node_id\":\"3\"")
                .contains("\"outcome\":\"failed\",\"error_type\":\"wrong_protocol\",\"error\":\"not an \\\"SSL/TLS\\\"")
                .endsWith("\"phases\":[{\"phase\":\"tcp\",\"duration_ms\":1},"
                        + "{\"phase\":\"tls\",\"duration_ms\":1.500,\"error_type\":\"wrong_protocol\"}]}")
                .doesNotContain("\n", "\t", "mechanism");
    }

    private InitRecorder recorder(Reauthentication reauthentication) {
        return new InitRecorder(TARGET, new Object(), null, 1, reauthentication, EPOCH_NANOS, () -> now);
    }

    private void pass(InitRecorder recorder, Phase phase) {
        recorder.begin(phase);
        now += 1_000_000;
        recorder.end();
    }

    private final class Hearing implements BrokerInitListener {
        @Override
        public void onConnect(BrokerInitEvent event) {
            heard.add(event);
        }

        @Override
        public void onInitialised(BrokerInitEvent event) {
            heard.add(event);
        }

        @Override
        public void onReauthenticated(BrokerInitEvent event) {
            heard.add(event);
        }
    }

    private final class Throwing implements BrokerInitListener {
        @Override
        public void onConnect(BrokerInitEvent event) {
            throw new StackOverflowError();
        }

        @Override
        public void onInitialised(BrokerInitEvent event) {
            heard.add(event);
            throw new IllegalStateException();
        }
    }
}
