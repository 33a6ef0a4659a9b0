package io.kafkalifeline.agent.sdk;

import io.kafkalifeline.log.Described;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.util.concurrent.CompletionException;
import javax.net.ssl.SSLException;

/** Why an export has failed, in words for an operator. */
final class ExportReason {
    /** What a gRPC port answers to whom HTTP/2 was negotiated with, by TLS. */
    private static final int UNSUPPORTED_MEDIA_TYPE = 415;

    private static final int PEEK_MS = 200;

    private ExportReason() {}

    static String ofStatus(int status, URI url) {
        String answer = "it answers HTTP " + status;
        return status == UNSUPPORTED_MEDIA_TYPE
                ? answer + ", as a port for gRPC does: " + GrpcPort.advice(url)
                : answer;
    }

    /** Returns what the wrappers of threads and streams hold. */
    static Throwable cause(Throwable thrown) {
        boolean wraps = thrown instanceof CompletionException || thrown instanceof UncheckedIOException;
        return wraps && thrown.getCause() != null ? cause(thrown.getCause()) : thrown;
    }

    static String of(Throwable cause) {
        return Described.simply(cause);
    }

    /** Whether it failed because that is a port for gRPC: looks at it, where the exception allows for that. */
    static boolean isOfGrpc(Throwable cause, URI url) {
        return hasSpoken(cause) && GrpcPort.isAt(url, PEEK_MS);
    }

    static String ofGrpc(URI url) {
        return "it is a port for gRPC: " + GrpcPort.advice(url);
    }

    private static boolean hasSpoken(Throwable cause) {
        return cause instanceof IOException
                && !(cause instanceof ConnectException)
                && !(cause instanceof HttpTimeoutException)
                && !(cause instanceof UnknownHostException)
                && !(cause instanceof SSLException);
    }
}
