package io.kafkalifeline.telemetry;

import static io.kafkalifeline.telemetry.RecordedConnection.REFUSED;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkalifeline.init.Outcome;
import io.kafkalifeline.init.Phase;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReauthenticationSpanTest {
    private final Exported exported = new Exported();
    private final RecordedConnection connection = new RecordedConnection();

    @Test
    void isARootOfItsOwnLinkedToTheConnectionsSetup() {
        SpanData setup = exported.rootOf(connection.ready());
        List<SpanData> spans = exported.of(connection.reauthenticates(Outcome.RENEWED, null));

        assertThat(spans)
                .extracting(SpanData::getName)
                .containsExactly(
                        "SASL handshake SCRAM-SHA-512",
                        "SASL authenticate SCRAM-SHA-512",
                        "Kafka reauthentication b-1.example:9098");
        SpanData root = spans.get(2);
        assertThat(root.getParentSpanContext().isValid()).isFalse();
        assertThat(root.getTraceId()).isNotEqualTo(setup.getTraceId());
        assertThat(root.getLinks()).containsExactly(LinkData.create(setup.getSpanContext()));
        assertThat(spans.subList(0, 2))
                .allMatch(span -> span.getParentSpanContext().equals(root.getSpanContext()));
        assertThat(root.getStartEpochNanos()).isEqualTo(setup.getEndEpochNanos());
        assertThat(root.getEndEpochNanos()).isEqualTo(setup.getEndEpochNanos() + 2_000_000);
    }

    @Test
    void whatThereIsNoRoomForIsLeftOutAsAWhole() {
        exported.full();

        assertThat(exported.of(connection.ready())).isEmpty();
        assertThat(exported.of(connection.reauthenticates(Outcome.RENEWED, null)))
                .isEmpty();
    }

    @Test
    void saysWhichVersionHasMadeIt() {
        System.setProperty("io.kafkalifeline.agent.version", "1.2.3");
        try {
            SpanData root = new Exported().rootOf(connection.ready());
            assertThat(root.getInstrumentationScopeInfo().getVersion()).isEqualTo("1.2.3");
        } finally {
            System.clearProperty("io.kafkalifeline.agent.version");
        }
    }

    @Test
    void tellsWhatBecameOfTheSession() {
        SpanData root = exported.rootOf(connection.reauthenticates(Outcome.RENEWED, null));

        assertThat(root.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
        assertThat(root.getAttributes().asMap())
                .hasSize(10)
                .containsEntry(Keys.SYSTEM, "kafka")
                .containsEntry(Keys.SESSION_LIFETIME, 0.936)
                .containsEntry(Keys.SESSION_REMAINING, -0.064)
                .containsEntry(Keys.SESSION_HOLD, 0.25)
                .containsEntry(Keys.IN_FLIGHT, 2L)
                .containsEntry(Keys.TRIGGER, "hold")
                .containsEntry(Keys.REAUTHENTICATION_OUTCOME, "renewed");
    }

    @ParameterizedTest
    @EnumSource(names = {"RECONNECTED", "FAILED"})
    void aFailureTellsWhetherAFreshConnectionTakesOver(Outcome outcome) {
        List<SpanData> spans = exported.of(connection.reauthenticates(outcome, REFUSED));

        assertThat(spans.get(0).getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
        assertThat(spans.subList(1, 3)).allSatisfy(span -> {
            assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
            assertThat(span.getStatus().getDescription()).isEqualTo("[6c1d]: Access denied");
            assertThat(span.getAttributes().get(Keys.ERROR_TYPE)).isEqualTo("SASL_AUTHENTICATION_FAILED");
        });
        assertThat(spans.get(2).getAttributes().get(Keys.REAUTHENTICATION_OUTCOME))
                .isEqualTo(outcome.id());
    }

    @Test
    void aConnectionWhoseSetupWasNeverSeenHasNoLink() {
        exported.of(new RecordedConnection().ready());

        assertThat(exported.rootOf(connection.reauthenticates(Outcome.RENEWED, null))
                        .getLinks())
                .isEmpty();
    }

    @Test
    void aSetupThatFailedIsNoConnectionToLinkTo() {
        exported.of(connection.failsAt(Phase.TCP, REFUSED, Outcome.WILL_RETRY));

        assertThat(exported.rootOf(connection.reauthenticates(Outcome.RENEWED, null))
                        .getLinks())
                .isEmpty();
    }

    @Test
    void successesAreExportedOncePerIntervalAndConnection() {
        assertThat(exported.of(connection.reauthenticates(Outcome.RENEWED, null)))
                .isNotEmpty();
        connection.pass(Duration.ofSeconds(59));
        assertThat(exported.of(connection.reauthenticates(Outcome.RENEWED, null)))
                .isEmpty();
        assertThat(exported.of(new RecordedConnection().reauthenticates(Outcome.RENEWED, null)))
                .isNotEmpty();
        connection.pass(Duration.ofSeconds(1));
        assertThat(exported.of(connection.reauthenticates(Outcome.RENEWED, null)))
                .isNotEmpty();
        assertThat(exported.of(connection.reauthenticates(Outcome.RENEWED, null)))
                .isEmpty();
    }

    @Test
    void failuresAreAlwaysExported() {
        exported.of(connection.reauthenticates(Outcome.RENEWED, null));

        for (int i = 0; i < 10; i++) {
            assertThat(exported.of(connection.reauthenticates(Outcome.RECONNECTED, REFUSED)))
                    .hasSize(3);
        }
    }
}
