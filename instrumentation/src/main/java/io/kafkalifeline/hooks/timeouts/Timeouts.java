package io.kafkalifeline.hooks.timeouts;

import io.kafkalifeline.hooks.kafka.Causes;
import io.kafkalifeline.hooks.kafka.WeakIdentityMap;
import io.kafkalifeline.hooks.link.Client;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.protocol.Errors;

/**
 * Puts into a TimeoutException, wherever it is among the causes, why its client could not reach a broker. An exception
 * gets this once; its own type, message and stack trace stay as they are. Any thread.
 */
public final class Timeouts {
    private static final StackTraceElement[] NO_STACK = {};
    /** The causes that were put there by us. */
    private static final WeakIdentityMap<Boolean> OURS = new WeakIdentityMap<>();

    private Timeouts() {}

    /**
     * Explains a timeout of an API call.
     *
     * @param thrown may be null
     * @param part something by which the client is found, such as its NetworkClient; asked only where there is a
     *     timeout
     */
    public static void explain(Throwable thrown, Supplier<?> part) {
        explain(thrown, part, client -> client.memory().explain());
    }

    /** As {@link #explain(Throwable, Supplier)}, with an explanation of its own, which may be null. */
    public static void explain(Throwable thrown, Supplier<?> part, Function<Client, String> explanation) {
        attach(thrown, () -> {
            Client client = Client.ofPart(part.get());
            return client == null ? null : explanation.apply(client);
        });
    }

    /** The explanation is asked for only where there is a timeout without one, and may be null. */
    static void attach(Throwable thrown, Supplier<String> explanation) {
        TimeoutException timeout = thrown == null ? null : unexplained(thrown);
        String why = timeout == null ? null : explanation.get();
        if (why != null) {
            attach(timeout, why);
        }
    }

    /** The innermost timeout that may get a cause; null where there is none or it has got one already. */
    private static TimeoutException unexplained(Throwable thrown) {
        TimeoutException innermost = null;
        for (Throwable cause : Causes.of(thrown)) {
            if (isExplained(cause)) {
                return null;
            }
            if (cause instanceof TimeoutException && cause != Errors.REQUEST_TIMED_OUT.exception()) {
                innermost = (TimeoutException) cause;
            }
        }
        return innermost;
    }

    private static boolean isExplained(Throwable cause) {
        if (OURS.get(cause) != null) {
            return true;
        }
        for (Throwable suppressed : cause.getSuppressed()) {
            if (OURS.get(suppressed) != null) {
                return true;
            }
        }
        return false;
    }

    /** Attaches one of Kafka's own exceptions: the application can see and serialise it without a class of ours. */
    private static void attach(TimeoutException timeout, String why) {
        KafkaException cause = new KafkaException(why);
        cause.setStackTrace(NO_STACK);
        OURS.put(cause, Boolean.TRUE);
        if (timeout.getCause() == null) {
            try {
                timeout.initCause(cause);
                return;
            } catch (IllegalStateException e) {
                // The exception was made with a cause of null, which cannot be replaced.
            }
        }
        timeout.addSuppressed(cause);
    }
}
