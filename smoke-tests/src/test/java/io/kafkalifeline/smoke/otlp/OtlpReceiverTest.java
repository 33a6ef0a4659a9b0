package io.kafkalifeline.smoke.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OtlpReceiverTest {
    private static final Duration SOON = Duration.ofMinutes(1);

    private final HttpClient client = HttpClient.newHttpClient();
    private final OtlpReceiver receiver = OtlpReceiver.start();

    @AfterEach
    void close() {
        receiver.close();
    }

    @Test
    void keepsEverythingThatASpanSays() throws Exception {
        assertThat(post(SOON, false)).isEqualTo(200);

        OtlpSpan span = receiver.await(s -> s.name().equals("SASL handshake PLAIN"), SOON);
        assertThat(span.traceId()).isEqualTo("0102030405060708090a0b0c0d0e0f10");
        assertThat(span.spanId()).isEqualTo("0000000000000001");
        assertThat(span.parentSpanId()).isEqualTo("0000000000000002");
        assertThat(span.isRoot()).isFalse();
        assertThat(span.kind()).isEqualTo("INTERNAL");
        assertThat(span.durationNanos()).isEqualTo(30);
        assertThat(span.statusCode()).isEqualTo("ERROR");
        assertThat(span.statusMessage()).isEqualTo("refused");
        assertThat(span.attributes()).containsEntry("server.port", 9098L).containsEntry("server.address", "b-1");
        assertThat(span.links()).hasSize(1);
        assertThat(span.events()).extracting(OtlpSpan.Event::nanos).containsExactly(1010L);
        assertThat(span.resource()).containsEntry("service.name", "orders");
        assertThat(span.scope()).isEqualTo("test");
    }

    @Test
    void readsGzip() throws Exception {
        assertThat(post(SOON, true)).isEqualTo(200);
        assertThat(receiver.spans()).hasSize(1);
    }

    @Test
    void answers500AndStoresNothing() throws Exception {
        receiver.answer(OtlpReceiver.Answer.ERROR);
        assertThat(post(SOON, false)).isEqualTo(500);
        assertThat(receiver.spans()).isEmpty();
        assertThat(receiver.requests()).isEqualTo(1);
    }

    @Test
    void hangsUntilToldOtherwise() {
        receiver.answer(OtlpReceiver.Answer.HANG);
        assertThatThrownBy(() -> post(Duration.ofMillis(300), false)).isInstanceOf(HttpTimeoutException.class);
        assertThat(receiver.requests()).isEqualTo(1);
    }

    @Test
    void refusesAndComesBackOnTheSamePort() throws Exception {
        String endpoint = receiver.endpoint();
        receiver.answer(OtlpReceiver.Answer.REFUSE);
        assertThatThrownBy(() -> post(SOON, false)).isInstanceOf(ConnectException.class);

        receiver.answer(OtlpReceiver.Answer.OK);
        assertThat(receiver.endpoint()).isEqualTo(endpoint);
        assertThat(post(SOON, false)).isEqualTo(200);
    }

    @Test
    void saysWhatArrivedInsteadOfTheAwaitedSpan() throws Exception {
        post(SOON, false);
        assertThatThrownBy(() -> receiver.await(s -> s.name().equals("other"), Duration.ofMillis(10)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("SASL handshake PLAIN");
    }

    private int post(Duration timeout, boolean gzip) throws IOException, InterruptedException {
        byte[] body = request().toByteArray();
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(receiver.endpoint() + "/v1/traces"))
                .timeout(timeout);
        if (gzip) {
            ByteArrayOutputStream zipped = new ByteArrayOutputStream();
            try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
                out.write(body);
            }
            body = zipped.toByteArray();
            request.header("Content-Encoding", "gzip");
        }
        request.POST(HttpRequest.BodyPublishers.ofByteArray(body));
        return client.send(request.build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private static ExportTraceServiceRequest request() {
        ByteString traceId = ByteString.copyFrom(HexFormat.of().parseHex("0102030405060708090a0b0c0d0e0f10"));
        Span span = Span.newBuilder()
                .setTraceId(traceId)
                .setSpanId(ByteString.copyFrom(new byte[] {0, 0, 0, 0, 0, 0, 0, 1}))
                .setParentSpanId(ByteString.copyFrom(new byte[] {0, 0, 0, 0, 0, 0, 0, 2}))
                .setName("SASL handshake PLAIN")
                .setKind(Span.SpanKind.SPAN_KIND_INTERNAL)
                .setStartTimeUnixNano(1000)
                .setEndTimeUnixNano(1030)
                .setStatus(Status.newBuilder()
                        .setCode(Status.StatusCode.STATUS_CODE_ERROR)
                        .setMessage("refused"))
                .addAttributes(attribute("server.address", AnyValue.newBuilder().setStringValue("b-1")))
                .addAttributes(attribute("server.port", AnyValue.newBuilder().setIntValue(9098)))
                .addLinks(Span.Link.newBuilder().setTraceId(traceId))
                .addEvents(Span.Event.newBuilder().setName("round").setTimeUnixNano(1010))
                .build();
        ResourceSpans.Builder resourceSpans = ResourceSpans.newBuilder();
        resourceSpans
                .getResourceBuilder()
                .addAttributes(attribute("service.name", AnyValue.newBuilder().setStringValue("orders")));
        ScopeSpans.Builder scopeSpans = resourceSpans.addScopeSpansBuilder().addSpans(span);
        scopeSpans.getScopeBuilder().setName("test");
        return ExportTraceServiceRequest.newBuilder()
                .addResourceSpans(resourceSpans)
                .build();
    }

    private static KeyValue attribute(String key, AnyValue.Builder value) {
        return KeyValue.newBuilder().setKey(key).setValue(value).build();
    }
}
