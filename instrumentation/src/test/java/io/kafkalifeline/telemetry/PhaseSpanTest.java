package io.kafkalifeline.telemetry;

import static io.kafkalifeline.telemetry.RecordedConnection.EPOCH;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkalifeline.init.Detail;
import io.kafkalifeline.init.Failure;
import io.kafkalifeline.init.InitRecorder;
import io.kafkalifeline.init.Outcome;
import io.kafkalifeline.init.Phase;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhaseSpanTest {
    private static final int COMMON = 4;

    private final Exported exported = new Exported();
    private final RecordedConnection connection = new RecordedConnection();

    @Test
    void dnsTellsQuestionAndAnswers() {
        assertThat(exported.spanOf(connection.ready(), "DNS lookup")
                        .getAttributes()
                        .asMap())
                .hasSize(COMMON + 2)
                .containsEntry(Keys.DNS_QUESTION, "b-1.example")
                .containsEntry(Keys.DNS_ANSWERS, List.of("10.0.0.7", "10.0.0.8"));
    }

    @Test
    void tcpTellsThePeer() {
        assertThat(exported.spanOf(connection.ready(), "socket connect")
                        .getAttributes()
                        .asMap())
                .hasSize(COMMON + 3)
                .containsEntry(Keys.PEER_ADDRESS, "10.0.0.7")
                .containsEntry(Keys.PEER_PORT, 9098L)
                .containsEntry(Keys.NETWORK_TYPE, "ipv4");
    }

    @Test
    void tcpKnowsIpv6() {
        SpanData span = with(Phase.TCP, Detail.PEER_ADDRESS, "2001:db8::7");

        assertThat(span.getName()).isEqualTo("socket connect [2001:db8::7]:9098");
        assertThat(span.getAttributes().get(Keys.NETWORK_TYPE)).isEqualTo("ipv6");
    }

    @Test
    void tlsTellsProtocolAndCipher() {
        assertThat(exported.spanOf(connection.ready(), "TLS client handshake")
                        .getAttributes()
                        .asMap())
                .hasSize(COMMON + 3)
                .containsEntry(Keys.TLS_PROTOCOL, "tls")
                .containsEntry(Keys.TLS_VERSION, "1.3")
                .containsEntry(Keys.TLS_CIPHER, "TLS_AES_256_GCM_SHA384");
    }

    @ParameterizedTest
    @CsvSource({"TLSv1.2, tls, 1.2", "TLSv1, tls, 1", "SSLv3, ssl, 3", "NONE, ,", "odd, ,"})
    void tlsSpellsProtocolsAsTheConventionsDo(String negotiated, String name, String version) {
        SpanData span = with(Phase.TLS, Detail.TLS_PROTOCOL, negotiated);

        assertThat(span.getAttributes().get(Keys.TLS_PROTOCOL)).isEqualTo(name);
        assertThat(span.getAttributes().get(Keys.TLS_VERSION)).isEqualTo(version);
    }

    @Test
    void apiVersionsHaveNoAttributesOfTheirOwn() {
        assertThat(exported.spanOf(connection.ready(), "SASL api_versions")
                        .getAttributes()
                        .asMap())
                .hasSize(COMMON);
        assertThat(exported.spanOf(connection.ready(), "Kafka api_versions")
                        .getAttributes()
                        .asMap())
                .hasSize(COMMON);
    }

    @Test
    void saslHandshakeTellsTheMechanism() {
        assertThat(exported.spanOf(connection.ready(), "SASL handshake")
                        .getAttributes()
                        .asMap())
                .hasSize(COMMON + 1)
                .containsEntry(Keys.MECHANISM, "SCRAM-SHA-512");
    }

    @Test
    void saslAuthenticateTellsRoundsTokenTimeAndLifetime() {
        assertThat(exported.spanOf(connection.ready(), "SASL authenticate")
                        .getAttributes()
                        .asMap())
                .hasSize(COMMON + 4)
                .containsEntry(Keys.MECHANISM, "SCRAM-SHA-512")
                .containsEntry(Keys.ROUND_TRIPS, 2L)
                .containsEntry(Keys.TOKEN_DURATION, 0.0003)
                .containsEntry(Keys.SESSION_LIFETIME, 0.936);
    }

    @Test
    void eachRoundIsAnEventWithItsTokenTimeApart() {
        SpanData span = exported.spanOf(connection.ready(), "SASL authenticate");

        long begin = EPOCH + 5_000_000;
        assertThat(span.getEvents()).extracting(EventData::getName).containsExactly("SASL round 1", "SASL round 2");
        assertThat(span.getEvents()).extracting(EventData::getEpochNanos).containsExactly(begin, begin + 400_000);
        assertThat(span.getEvents().get(1).getAttributes().asMap())
                .hasSize(2)
                .containsEntry(Keys.TOKEN_DURATION, 0.0002)
                .containsEntry(Keys.RESPONSE_DURATION, 0.0004);
    }

    @Test
    void aTokenThatNeverCameTookUntilTheEnd() {
        InitRecorder recorder = connection.recorder(null, 1);
        recorder.begin(Phase.SASL_AUTHENTICATE);
        recorder.tokenBegin();
        connection.pass(Duration.ofSeconds(4));
        recorder.fail(new Failure("javax.security.sasl.SaslException", "Failed to find AWS IAM Credentials"));

        SpanData span = exported.spanOf(recorder.finish(Outcome.FAILED), "SASL authenticate");

        assertThat(span.getAttributes().asMap())
                .containsEntry(Keys.ROUND_TRIPS, 0L)
                .containsEntry(Keys.TOKEN_DURATION, 4.0)
                .doesNotContainKey(Keys.SESSION_LIFETIME);
        assertThat(span.getEvents().get(0).getAttributes().asMap()).hasSize(1).containsEntry(Keys.TOKEN_DURATION, 4.0);
    }

    private SpanData with(Phase phase, Detail detail, Object value) {
        InitRecorder recorder = connection.recorder(null, 1);
        recorder.begin(phase);
        recorder.detail(detail, value);
        return exported.of(recorder.finish(Outcome.READY)).get(0);
    }
}
