package io.kafkalifeline.agent.sdk;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.common.export.HttpResponse;
import io.opentelemetry.sdk.common.export.HttpSender;
import io.opentelemetry.sdk.common.export.MessageWriter;
import io.opentelemetry.sdk.common.export.RetryPolicy;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import javax.net.ssl.SSLException;

/**
 * Sends exports, and tells of each attempt how it went, not only of the last one some seconds later: the end of the JVM
 * waits for a collector that answers, and for no other. Tries again as the SDK does (OTLP's specification, "Retryable
 * Response Codes"), but not at the end of the JVM.
 */
final class WatchedSender implements HttpSender {
    private static final Set<Integer> RETRYABLE = Set.of(429, 502, 503, 504);
    private static final RetryPolicy POLICY = RetryPolicy.getDefault();

    private final HttpSender once;
    private final Endpoint endpoint;
    private final long timeoutNanos;
    private final boolean retries;

    /**
     * @param once makes one attempt
     * @param timeout within which an attempt must begin
     * @param retries whether there is more than one attempt
     */
    WatchedSender(HttpSender once, Endpoint endpoint, Duration timeout, boolean retries) {
        this.once = once;
        this.endpoint = endpoint;
        this.timeoutNanos = timeout.toNanos();
        this.retries = retries;
    }

    @Override
    public void send(MessageWriter message, Consumer<HttpResponse> onResponse, Consumer<Throwable> onError) {
        new Export(message, onResponse, onError).attempt();
    }

    @Override
    public CompletableResultCode shutdown() {
        return once.shutdown();
    }

    private final class Export {
        private final MessageWriter message;
        private final Consumer<HttpResponse> onResponse;
        private final Consumer<Throwable> onError;
        private final long begin = System.nanoTime();
        private long backoffNanos = POLICY.getInitialBackoff().toNanos();
        private int attempts;

        Export(MessageWriter message, Consumer<HttpResponse> onResponse, Consumer<Throwable> onError) {
            this.message = message;
            this.onResponse = onResponse;
            this.onError = onError;
        }

        void attempt() {
            attempts++;
            once.send(message, this::answered, this::failed);
        }

        private void answered(HttpResponse response) {
            int status = response.getStatusCode();
            if (status / 100 == 2) {
                endpoint.answered();
                onResponse.accept(response);
                return;
            }
            endpoint.failed(ExportReason.ofStatus(status, endpoint.url()));
            if (!RETRYABLE.contains(status) || !again()) {
                onResponse.accept(response);
            }
        }

        private void failed(Throwable thrown) {
            Throwable cause = ExportReason.cause(thrown);
            boolean grpc = ExportReason.isOfGrpc(cause, endpoint.url());
            endpoint.failed(grpc ? ExportReason.ofGrpc(endpoint.url()) : ExportReason.of(cause));
            boolean passes = cause instanceof IOException && !(cause instanceof SSLException) && !grpc;
            if (!passes || !again()) {
                onError.accept(thrown);
            }
        }

        /** Waits on the sender's own thread, as the SDK's sender does. Returns whether there is another attempt. */
        private boolean again() {
            long waitNanos = (long) (backoffNanos * ThreadLocalRandom.current().nextDouble(0.8, 1.2));
            boolean timely = System.nanoTime() - begin + waitNanos < timeoutNanos;
            if (!retries || !timely || attempts >= POLICY.getMaxAttempts() || !endpoint.awaitNextAttempt(waitNanos)) {
                return false;
            }
            backoffNanos = Math.min(
                    (long) (backoffNanos * POLICY.getBackoffMultiplier()),
                    POLICY.getMaxBackoff().toNanos());
            attempt();
            return true;
        }
    }
}
