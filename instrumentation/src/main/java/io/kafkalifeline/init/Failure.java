package io.kafkalifeline.init;

import io.kafkalifeline.log.ForeignText;
import java.util.Objects;

/**
 * Why a phase failed.
 *
 * <p>The message may be that of a foreign exception: it is read as what may be seen of it. Immutable.
 */
public final class Failure {
    /** Nothing is known at all. */
    public static final Failure UNKNOWN = new Failure(ErrorType.OTHER, null);

    private final String errorType;
    private final String exception;
    private final ForeignText message;

    /**
     * A failure that no exception tells of.
     *
     * @param message what happened, in words; null where nothing is known beyond the type
     */
    public Failure(String errorType, String message) {
        this(errorType, null, ForeignText.of(message));
    }

    /** The same, in words that are wrapped here. */
    public Failure(String errorType, String exception, String message) {
        this(errorType, exception, ForeignText.of(message));
    }

    /**
     * @param errorType a value for OpenTelemetry's {@code error.type}: Kafka's {@code Errors} name where the broker
     *     sent one, a constant of {@link ErrorType}, else the exception's class name
     * @param exception the simple name of the exception's class; null where there was none
     * @param message what happened, in words; empty where nothing is known beyond the type
     */
    public Failure(String errorType, String exception, ForeignText message) {
        this.errorType = Objects.requireNonNull(errorType);
        this.exception = exception;
        this.message = Objects.requireNonNull(message);
    }

    /** A value for OpenTelemetry's {@code error.type}. Never null. */
    public String errorType() {
        return errorType;
    }

    /** The simple name of the exception's class, or null. */
    public String exception() {
        return exception;
    }

    /** What happened, in the words of whoever noticed it. Never null. */
    public ForeignText message() {
        return message;
    }

    /** Whether the client ended the attempt because it had waited long enough. */
    public boolean givenUp() {
        return errorType.equals(ErrorType.TIMED_OUT) || errorType.equals(ErrorType.CLIENT_DISCONNECTED);
    }

    @Override
    public String toString() {
        return message.isEmpty() ? errorType : errorType + ": " + message;
    }
}
