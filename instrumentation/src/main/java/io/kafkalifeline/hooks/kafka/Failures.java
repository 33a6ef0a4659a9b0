package io.kafkalifeline.hooks.kafka;

import static io.kafkalifeline.weave.Feature.DIAGNOSIS;
import static io.kafkalifeline.weave.Feature.REAUTHENTICATION;
import static io.kafkalifeline.weave.Feature.RECORDING;

import io.kafkalifeline.init.ErrorType;
import io.kafkalifeline.init.Failure;
import io.kafkalifeline.init.ForeignAnswer;
import io.kafkalifeline.log.ForeignText;
import io.kafkalifeline.weave.Requires;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.util.List;
import javax.net.ssl.SSLException;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.IllegalSaslStateException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.network.InvalidReceiveException;
import org.apache.kafka.common.network.NetworkReceive;
import org.apache.kafka.common.protocol.Errors;

/** What an exception of the client means, as {@code error.type}. */
@Requires(
        feature = {REAUTHENTICATION, RECORDING, DIAGNOSIS},
        type = "common.errors.ApiException")
@Requires(
        feature = {REAUTHENTICATION, RECORDING, DIAGNOSIS},
        type = "common.errors.AuthenticationException")
@Requires(
        feature = {REAUTHENTICATION, RECORDING, DIAGNOSIS},
        type = "common.errors.IllegalSaslStateException")
@Requires(
        feature = {REAUTHENTICATION, RECORDING, DIAGNOSIS},
        type = "common.errors.SslAuthenticationException")
@Requires(
        feature = {REAUTHENTICATION, RECORDING, DIAGNOSIS},
        type = "common.network.InvalidReceiveException")
@Requires(
        feature = {REAUTHENTICATION, RECORDING, DIAGNOSIS},
        type = "common.protocol.Errors",
        members = {"UNKNOWN_SERVER_ERROR", "exception()", "forException()"})
public final class Failures {
    /** The broker closed the connection without a word. */
    public static final Failure CONNECTION_CLOSED =
            new Failure(ErrorType.CONNECTION_CLOSED, "the broker closed the connection");
    /** The client closed the connection because it had waited long enough. */
    public static final Failure TIMED_OUT =
            new Failure(ErrorType.TIMED_OUT, "no answer within the client's connection setup or request timeout");
    /** The client closed the connection because it does not want it any more. */
    public static final Failure CLIENT_DISCONNECTED =
            new Failure(ErrorType.CLIENT_DISCONNECTED, "the client gave the connection up");

    private static final String NO_CHANNEL = "Channel could not be created";

    private Failures() {}

    /** Makes a failure of an exception, of which wrappers are taken off. */
    public static Failure of(Throwable thrown) {
        Throwable t = unwrap(thrown);
        return new Failure(errorType(t), t.getClass().getSimpleName(), message(t));
    }

    /** Makes a failure of an error that the broker has sent. */
    public static Failure of(Errors error) {
        return new Failure(error.name(), error.message());
    }

    /**
     * Says what a half-read answer tells about why the connection ended; null where it tells nothing.
     */
    public static Failure ofUnfinished(NetworkReceive receive) {
        if (receive == null || !receive.requiredMemoryAmountKnown()) {
            return null;
        }
        ForeignAnswer answer =
                ForeignAnswer.readAsLength(NetworkReceiveMembers.size(receive).getInt(0));
        return answer == null
                ? null
                : new Failure(ErrorType.WRONG_PROTOCOL, "the broker answered with " + answer.words());
    }

    /** Whether the exception says, inside whatever is around it, that an authenticator could not be made. */
    public static boolean isOfCredentials(Throwable thrown) {
        for (Throwable t : Causes.of(thrown)) {
            if (t instanceof AuthenticationException) {
                return true;
            }
        }
        return false;
    }

    /** Where TLS or SASL could not be set up, only the innermost cause says why. */
    private static ForeignText message(Throwable t) {
        ForeignText message = ForeignText.of(t);
        return message.startsWith(NO_CHANNEL) && t.getCause() != null
                ? ForeignText.of(NO_CHANNEL).and(ForeignText.of(deepest(t)))
                : message;
    }

    private static Throwable unwrap(Throwable thrown) {
        Throwable t = thrown;
        // KafkaChannel wraps what ends an authentication in DelayedResponseAuthenticationException, TLS hides the
        // SSLException.
        while (t instanceof AuthenticationException && t.getCause() != null && isWrapper(t)) {
            t = t.getCause();
        }
        return t;
    }

    private static boolean isWrapper(Throwable t) {
        return t.getClass().getSimpleName().equals("DelayedResponseAuthenticationException")
                || t instanceof SslAuthenticationException;
    }

    private static String errorType(Throwable t) {
        if (t instanceof ApiException && t.getCause() == null) {
            Errors error = Errors.forException(t);
            return isNamedBy(error, t) ? error.name() : t.getClass().getName();
        }
        if (isUnreadable(t)) {
            return ErrorType.WRONG_PROTOCOL;
        }
        if (t instanceof EOFException || t instanceof ClosedChannelException) {
            return ErrorType.CONNECTION_CLOSED;
        }
        String ofNetwork = t instanceof IOException && !(t instanceof SSLException) ? ofNetwork(t) : null;
        if (ofNetwork != null) {
            return ofNetwork;
        }
        // What is inside an SSLException depends on the provider; its own class is what people know.
        Throwable telling = t instanceof SSLException ? t : deepest(t);
        return telling.getClass().getName();
    }

    /** In Kafka 4 an AuthenticationException without a name of its own is an invalid configuration. */
    private static boolean isNamedBy(Errors error, Throwable t) {
        return t instanceof AuthenticationException
                ? error.exception() instanceof AuthenticationException
                : error != Errors.UNKNOWN_SERVER_ERROR;
    }

    /**
     * Judges an exception of the socket by its message, the only thing that differs; null where it is none of the
     * socket's.
     */
    private static String ofNetwork(Throwable t) {
        ForeignText message = ForeignText.of(t);
        if (t instanceof SocketTimeoutException || message.contains("timed out")) {
            return ErrorType.TIMED_OUT;
        }
        if (t instanceof NoRouteToHostException || message.contains("unreachable")) {
            return ErrorType.UNREACHABLE;
        }
        if (t instanceof ConnectException) {
            return ErrorType.CONNECTION_REFUSED;
        }
        return message.startsWith("Connection reset") || message.is("Broken pipe") ? ErrorType.CONNECTION_RESET : null;
    }

    /** Whether the answer does not speak Kafka's protocol. */
    private static boolean isUnreadable(Throwable t) {
        return t instanceof InvalidReceiveException
                || (t instanceof IllegalSaslStateException && t.getCause() instanceof RuntimeException);
    }

    /** The credential source's own exception tells more than the SaslAuthenticationException around it. */
    private static Throwable deepest(Throwable t) {
        List<Throwable> causes = Causes.of(t);
        return causes.get(causes.size() - 1);
    }
}
