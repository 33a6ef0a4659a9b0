package io.kafkalifeline.telemetry;

import static io.kafkalifeline.telemetry.RecordedConnection.EPOCH;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkalifeline.init.Failure;
import io.kafkalifeline.init.InitRecorder;
import io.kafkalifeline.init.Initialisation;
import io.kafkalifeline.init.Outcome;
import io.kafkalifeline.init.Phase;
import io.kafkalifeline.init.Target;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ConnectionSetupSpanTest {
    private static final long MILLI = 1_000_000;

    /** Names of the phases in their order; the last one is the root. */
    private static final List<String> NAMES = List.of(
            "DNS lookup b-1.example",
            "socket connect 10.0.0.7:9098",
            "TLS client handshake b-1.example",
            "SASL api_versions",
            "SASL handshake SCRAM-SHA-512",
            "SASL authenticate SCRAM-SHA-512",
            "Kafka api_versions",
            "Kafka connection_setup b-1.example:9098");

    /** As far as a phase that fails can know what it is about. */
    private static final Map<Phase, String> FAILED_NAMES = Map.of(
            Phase.TCP, "socket connect b-1.example:9098",
            Phase.SASL_HANDSHAKE, "SASL handshake");

    private final Exported exported = new Exported();
    private final RecordedConnection connection = new RecordedConnection();

    @Test
    void aReadyConnectionIsARootWithOneChildPerPhase() {
        List<SpanData> spans = exported.of(connection.ready());

        assertThat(spans).extracting(SpanData::getName).containsExactlyElementsOf(NAMES);
        SpanData root = spans.get(7);
        assertThat(root.getParentSpanContext().isValid()).isFalse();
        assertThat(spans.subList(0, 7))
                .allMatch(span -> span.getParentSpanContext().equals(root.getSpanContext()));
        assertThat(spans).allMatch(span -> span.getKind() == SpanKind.INTERNAL);
        assertThat(spans).allMatch(span -> span.getStatus().getStatusCode() == StatusCode.UNSET);
        assertThat(spans).allMatch(span -> span.getAttributes().get(Keys.ERROR_TYPE) == null);
    }

    @Test
    void theTimesAreThoseOfTheMarks() {
        List<SpanData> spans = exported.of(connection.ready());

        for (int i = 0; i < 7; i++) {
            assertThat(spans.get(i).getStartEpochNanos()).isEqualTo(EPOCH + i * MILLI);
            assertThat(spans.get(i).getEndEpochNanos()).isEqualTo(EPOCH + (i + 1) * MILLI);
        }
        assertThat(spans.get(7).getStartEpochNanos()).isEqualTo(EPOCH);
        assertThat(spans.get(7).getEndEpochNanos()).isEqualTo(EPOCH + 7 * MILLI);
    }

    @Test
    void everySpanNamesClientAndServer() {
        assertThat(exported.of(connection.ready()))
                .allSatisfy(span -> assertThat(span.getAttributes().asMap())
                        .containsEntry(Keys.SYSTEM, "kafka")
                        .containsEntry(Keys.CLIENT_ID, "orders")
                        .containsEntry(Keys.SERVER_ADDRESS, "b-1.example")
                        .containsEntry(Keys.SERVER_PORT, 9098L));
    }

    @Test
    void theRootTellsPeerNodeProtocolAttemptAndOutcome() {
        assertThat(exported.rootOf(connection.ready()).getAttributes().asMap())
                .hasSize(10)
                .containsEntry(Keys.PEER_ADDRESS, "10.0.0.7")
                .containsEntry(Keys.PEER_PORT, 9098L)
                .containsEntry(Keys.NODE_ID, "3")
                .containsEntry(Keys.SECURITY_PROTOCOL, "SASL_SSL")
                .containsEntry(Keys.ATTEMPT, 1L)
                .containsEntry(Keys.CONNECTION_OUTCOME, "ready");
    }

    static Stream<Arguments> failures() {
        return Stream.of(Phase.values())
                .flatMap(phase ->
                        Stream.of(Outcome.WILL_RETRY, Outcome.FAILED).map(outcome -> Arguments.of(phase, outcome)));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void aFailedPhaseEndsTheTraceWithItsError(Phase failing, Outcome outcome) {
        List<SpanData> spans = exported.of(connection.failsAt(failing, new Failure("timed_out", "no answer"), outcome));

        int position = List.of(Phase.values()).indexOf(failing);
        assertThat(spans).hasSize(position + 2);
        assertThat(spans.subList(0, position))
                .extracting(SpanData::getName)
                .containsExactlyElementsOf(NAMES.subList(0, position));
        assertThat(spans.subList(0, position))
                .allMatch(span -> span.getStatus().getStatusCode() == StatusCode.UNSET
                        && span.getAttributes().get(Keys.ERROR_TYPE) == null);
        assertThat(spans.get(position).getName()).isEqualTo(FAILED_NAMES.getOrDefault(failing, NAMES.get(position)));
        SpanData root = spans.get(position + 1);
        assertThat(List.of(spans.get(position), root)).allSatisfy(span -> {
            assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
            assertThat(span.getStatus().getDescription()).isEqualTo("no answer");
            assertThat(span.getAttributes().get(Keys.ERROR_TYPE)).isEqualTo("timed_out");
            assertThat(span.getEvents()).isEmpty();
        });
        assertThat(root.getAttributes().asMap())
                .containsEntry(Keys.CONNECTION_OUTCOME, outcome.id())
                .containsEntry(Keys.ATTEMPT, 2L);
        assertThat(root.getEndEpochNanos()).isEqualTo(EPOCH + (position + 1) * MILLI);
    }

    @Test
    void aFailureOutsideAnyPhaseStillHasAnErrorType() {
        SpanData root = exported.rootOf(connection.recorder(null, 1).finish(Outcome.FAILED));

        assertThat(root.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(root.getAttributes().get(Keys.ERROR_TYPE)).isEqualTo("_OTHER");
    }

    @Test
    void theRootLinksToTheSpanThatWasCurrentAtItsStart() {
        SpanContext send = SpanContext.create(
                "0102030405060708090a0b0c0d0e0f10",
                "0102030405060708",
                TraceFlags.getSampled(),
                TraceState.getDefault());

        SpanData root = exported.rootOf(connection.startedIn(identityOf(send)).ready());

        assertThat(root.getLinks()).containsExactly(LinkData.create(send));
        assertThat(root.getTraceId()).isNotEqualTo(send.getTraceId());

        SpanData child = new Exported(true).rootOf(connection.ready());
        assertThat(child.getLinks()).isEmpty();
        assertThat(child.getParentSpanContext()).isEqualTo(send);
    }

    private static StartSpan identityOf(SpanContext span) {
        return new StartSpan(
                span.getTraceId(),
                span.getSpanId(),
                span.getTraceFlags().asByte(),
                span.getTraceState().asMap());
    }

    @Test
    void withoutACurrentSpanThereIsNoLink() {
        assertThat(exported.rootOf(connection.ready()).getLinks()).isEmpty();
        assertThat(exported.rootOf(
                                connection.startedIn("what another sink made").ready())
                        .getLinks())
                .isEmpty();
    }

    @Test
    void aSecretInAFailureIsNotExported() {
        Failure failure = new Failure(
                "SASL_AUTHENTICATION_FAILED",
                "x.PlainLoginModule required username=\"alice\" password=\"hunter2\"; was refused");
        Initialisation failed = connection.failsAt(Phase.SASL_AUTHENTICATE, failure, Outcome.FAILED);

        assertThat(exported.of(failed)).noneMatch(span -> span.toString().matches(".*(alice|hunter2).*"));
        assertThat(exported.rootOf(failed).getStatus().getDescription())
                .isEqualTo("x.PlainLoginModule required *** was refused");
    }

    @Test
    void anUnknownSecurityProtocolIsLeftOut() {
        Target target = new Target("orders", "-1", "b-1.example", 9098, null);
        Initialisation setup = new InitRecorder(target, null, null, 1, null, EPOCH, () -> 0).finish(Outcome.READY);

        Attributes attributes = exported.rootOf(setup).getAttributes();
        assertThat(attributes.get(Keys.SECURITY_PROTOCOL)).isNull();
        assertThat(attributes.get(Keys.NODE_ID)).isEqualTo("-1");
    }
}
