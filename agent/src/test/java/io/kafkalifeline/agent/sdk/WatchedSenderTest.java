package io.kafkalifeline.agent.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.common.export.HttpResponse;
import io.opentelemetry.sdk.common.export.HttpSender;
import io.opentelemetry.sdk.common.export.MessageWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Each attempt is known of, and none is made that cannot help. */
@Timeout(30)
class WatchedSenderTest {
    private final Endpoint endpoint = new Endpoint(URI.create("http://collector.invalid:4318"));
    private final Deque<Object> answers = new ArrayDeque<>();
    private final List<Object> ends = new ArrayList<>();

    @Test
    void anAnswerMakesItPromising() {
        send(true, 200);
        assertThat(ends).containsExactly(200);
        assertThat(endpoint.isPromising()).isTrue();
    }

    @Test
    void whatMayPassIsTriedAgain() {
        send(true, new ConnectException("Connection refused"), 200);
        assertThat(ends).containsExactly(200);
        assertThat(answers).isEmpty();
        assertThat(endpoint.problem()).isNull();
    }

    @Test
    void whatDoesNotPassIsNotTriedAgain() {
        send(true, 401, 200);
        assertThat(ends).containsExactly(401);
        assertThat(endpoint.problem()).isEqualTo("it answers HTTP 401");
        send(true, new SSLHandshakeException("no"), 200);
        assertThat(ends).hasSize(2).last().isInstanceOf(SSLHandshakeException.class);
    }

    @Test
    void theEndOfTheJvmIsNoTimeForAnotherAttempt() {
        endpoint.end();
        send(true, 503, 200);
        assertThat(ends).containsExactly(503);
        assertThat(endpoint.problem()).isEqualTo("it answers HTTP 503");
        assertThat(endpoint.hasFailedSince(System.nanoTime())).isFalse();
    }

    @Test
    void theEndOfTheJvmEndsTheWaitForOne() throws InterruptedException {
        Thread sender = new Thread(() -> send(true, 503, 200));
        sender.start();
        while (endpoint.problem() == null) {
            Thread.onSpinWait();
        }
        endpoint.end();
        sender.join();
        assertThat(ends).containsExactly(503);
    }

    @Test
    void retriesMayBeSwitchedOff() {
        send(false, 503, 200);
        assertThat(ends).containsExactly(503);
    }

    @Test
    void aPortForGrpcIsRecognisedByItsAnswerOverTls() {
        send(true, 415);
        assertThat(endpoint.problem()).contains("as a port for gRPC does", "http://collector.invalid:4318");
    }

    private void send(boolean retries, Object... next) {
        answers.addAll(List.of(next));
        new WatchedSender(new Once(), endpoint, Duration.ofSeconds(10), retries)
                .send(
                        null,
                        response -> ends.add(response.getStatusCode()),
                        thrown -> ends.add(ExportReason.cause(thrown)));
        answers.clear();
    }

    private final class Once implements HttpSender {
        @Override
        public void send(MessageWriter message, Consumer<HttpResponse> onResponse, Consumer<Throwable> onError) {
            Object answer = answers.pop();
            if (answer instanceof Integer status) {
                onResponse.accept(new Response(status));
            } else {
                onError.accept(new CompletionException(new UncheckedIOException((IOException) answer)));
            }
        }

        @Override
        public CompletableResultCode shutdown() {
            return CompletableResultCode.ofSuccess();
        }
    }

    private record Response(int status) implements HttpResponse {
        @Override
        public int getStatusCode() {
            return status;
        }

        @Override
        public String getStatusMessage() {
            return "";
        }

        @Override
        public byte[] getResponseBody() {
            return new byte[0];
        }
    }
}
