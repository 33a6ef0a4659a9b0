package io.kafkalifeline.diagnosis;

import io.kafkalifeline.init.ErrorType;
import io.kafkalifeline.init.Failure;

/**
 * Says what a failure most often comes from where the same target has worked before: what worked is not misconfigured,
 * so something has changed since.
 */
final class ChangedReason {
    private static final String CLOSES =
            "the broker or something before it closes new connections: a connection limit (max.connections,"
                    + " max.connections.per.ip), a proxy or load balancer whose broker is gone, or a broker that stops";
    private static final String ANOTHER =
            "something else answers on that port now; was the listener, the port or a proxy before it changed?";

    private ChangedReason() {}

    /** Returns the clause; null where the past makes no difference. */
    static String of(Stage stage, Failure failure, String foreign, boolean bootstrap) {
        if (foreign != null) {
            return ANOTHER;
        }
        String type = failure.errorType();
        String message = failure.message().verbatim();
        if (failure.givenUp()) {
            return ofHanging(stage);
        }
        boolean closed = type.equals(ErrorType.CONNECTION_CLOSED) || type.equals(ErrorType.CONNECTION_RESET);
        switch (stage) {
            case DNS:
                return "the name is gone, or the name service is down; check DNS, and whether that broker still exists";
            case TCP:
                return type.equals(ErrorType.CONNECTION_REFUSED)
                        ? "nothing listens on that port any more; is the broker down or restarting, or has it moved?"
                        : null;
            case TLS:
                return ofTls(message, closed);
            case SASL_HANDSHAKE:
                return closed ? CLOSES : "the listener's mechanisms were changed; check its sasl.enabled.mechanisms";
            case SASL_AUTHENTICATE:
                return type.equals("SASL_AUTHENTICATION_FAILED") && !passes(message)
                        ? "the broker no longer accepts these credentials: rotated, revoked or expired; check that the"
                                + " client gets the new ones"
                        : null;
            case SASL_API_VERSIONS:
            case API_VERSIONS:
            case FIRST_REQUEST:
                return closed ? CLOSES : null;
            default:
                return null;
        }
    }

    /** @param stage in which an attempt hangs */
    static String ofHanging(Stage stage) {
        switch (stage) {
            case TCP:
                return "nothing comes back any more; is the machine down, or was a firewall, security group or route"
                        + " changed?";
            case DNS:
            case SASL_AUTHENTICATE:
                return null;
            default:
                return "the port is open but gets no answer any more; does the broker hang, or does a proxy have no broker"
                        + " behind it?";
        }
    }

    private static String ofTls(String message, boolean closed) {
        if (closed) {
            return CLOSES;
        }
        if (TlsReason.speaksPlaintext(message)) {
            return ANOTHER;
        }
        return message.contains("PKIX path building")
                        || message.contains("trust anchor")
                        || message.contains("certification path")
                ? "the broker shows another certificate than before; does ssl.truststore.location trust who signed it?"
                : null;
    }

    /** What a broker says of a moment, and not of the credentials; {@link LikelyReason} has better words for it. */
    private static boolean passes(String message) {
        return message.contains("Too many connects")
                || message.contains("Session too short")
                || message.contains("invalid_token");
    }
}
