package io.kafkalifeline.init;

/**
 * What {@link Failure#errorType()} says where neither an error of Kafka's nor an exception has a better name. Operators
 * see these in spans, metrics and events: a value never changes.
 */
public final class ErrorType {
    /** Nothing listens on the port. */
    public static final String CONNECTION_REFUSED = "connection_refused";

    /** The other side broke the connection off. */
    public static final String CONNECTION_RESET = "connection_reset";

    /** The other side ended the connection properly. */
    public static final String CONNECTION_CLOSED = "connection_closed";

    /** The client gave the connection up. */
    public static final String CLIENT_DISCONNECTED = "client_disconnected";

    /** No answer came in the time that the client waits. */
    public static final String TIMED_OUT = "timed_out";

    /** There is no route to the broker. */
    public static final String UNREACHABLE = "unreachable";

    /** The port does not speak the protocol that the client expects. */
    public static final String WRONG_PROTOCOL = "wrong_protocol";

    /** The granted session ends before a request can be sent in it. */
    public static final String SESSION_TOO_SHORT = "session_too_short";

    /** Nothing is known; OpenTelemetry's word for it. */
    public static final String OTHER = "_OTHER";

    private ErrorType() {}
}
