package io.kafkalifeline.diagnosis;

import io.kafkalifeline.init.ErrorType;
import io.kafkalifeline.init.Failure;
import io.kafkalifeline.init.ForeignAnswer;
import io.kafkalifeline.init.PeerAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says what a failure most often comes from and what to check: one clause each. */
final class LikelyReason {
    private static final Pattern MISREAD_SIZE = Pattern.compile("Invalid receive \\(size = (\\d+)");

    private static final String IS_TLS_PORT =
            "this port answers with TLS: should security.protocol be SSL or SASL_SSL, or is it the wrong port?";
    private static final String IS_HTTP_PORT = "this port speaks HTTP; is it the wrong port?";
    private static final String NO_KAFKA = "whatever listens there is no Kafka";
    private static final String NOT_SASL =
            "this listener may not be a SASL listener, or it wants TLS; is security.protocol right?";
    private static final String NAME_SERVICE = "the name service does not answer; check DNS";
    private static final String HANGS_UP = "the broker hangs up on this client; ";

    private LikelyReason() {}

    /** Returns the clause; null where there is nothing to add. */
    static String of(Finding finding) {
        Trouble trouble = finding.trouble();
        String reason = ofThisMachine(trouble);
        if (reason != null) {
            return reason;
        }
        String changed = finding.hasWorked() ? changed(finding) : null;
        reason = changed == null ? first(finding) : changed;
        if (!finding.hasWorked()) {
            return reason;
        }
        String worked = finding.workedNanosAgo() == 0
                ? "other connections to it work"
                : "worked until " + Durations.text(finding.workedNanosAgo()) + " ago";
        return reason == null ? worked : worked + "; " + reason;
    }

    /** The clause on an attempt that hangs at another address than has failed; null where none does. */
    static String ofOtherAddress(Finding finding) {
        PeerAddress other = finding.otherAddress();
        if (other == null) {
            return null;
        }
        Stage stage = Stage.of(finding.hanging().phase());
        String reason = finding.hasWorked() ? ChangedReason.ofHanging(stage) : null;
        return "at " + other + ": " + (reason == null ? whereItHangs(stage) : reason);
    }

    private static String ofThisMachine(Trouble trouble) {
        return trouble == null
                ? null
                : UnreachableReason.ofThisMachine(trouble.failure().errorType(), message(trouble));
    }

    private static String message(Trouble trouble) {
        return trouble.failure().message().verbatim();
    }

    private static String changed(Finding finding) {
        Trouble trouble = finding.trouble();
        if (trouble == null) {
            return finding.hanging().phase() == null ? null : ChangedReason.ofHanging(finding.stage());
        }
        String foreign = foreignProtocol(trouble.failure().errorType(), message(trouble));
        return ChangedReason.of(
                trouble.stage(), trouble.failure(), foreign, finding.target().isBootstrap());
    }

    /** Why a target that this client never got ready is not ready. */
    private static String first(Finding finding) {
        boolean bootstrap = finding.target().isBootstrap();
        Trouble trouble = finding.trouble();
        if (trouble == null) {
            return finding.hanging().phase() == null ? null : whereItHangs(finding.stage());
        }
        String type = trouble.failure().errorType();
        String message = message(trouble);
        String foreign = foreignProtocol(type, message);
        if (foreign != null) {
            return foreign;
        }
        if (trouble.failure().givenUp()) {
            return whereItHangs(trouble.stage());
        }
        switch (trouble.stage()) {
            case DNS:
                return message.contains("Temporary failure")
                        ? NAME_SERVICE
                        : "this machine cannot resolve that name; check "
                                + (bootstrap ? "bootstrap.servers" : "the broker's advertised.listeners") + " and DNS";
            case TCP:
                return UnreachableReason.of(type, message, bootstrap);
            case TLS:
                return TlsReason.of(type, message);
            case SASL_API_VERSIONS:
                return closed(type) ? NOT_SASL : null;
            case SASL_HANDSHAKE:
                return refusedMechanism(type, message);
            case SASL_AUTHENTICATE:
                return refusedCredentials(type, message);
            case API_VERSIONS:
                return closed(type) ? hangsUp(finding.target().securityProtocol()) : null;
            case FIRST_REQUEST:
                return "this listener may require SASL, which this client does not speak; is security.protocol right?";
            case SESSION:
                return message.contains("have expired")
                        ? "get new credentials, a new delegation token for instance; check both clocks"
                        : "the sessions end before a request can be sent in them; check connections.max.reauth.ms of the"
                                + " listener, the lifetime of the credentials and both clocks";
            default:
                return null;
        }
    }

    /** With TLS 1.3 a broker that refuses the client's certificate may have hung up before its alert arrives. */
    private static String hangsUp(String securityProtocol) {
        return HANGS_UP
                + ("SSL".equals(securityProtocol)
                        ? "does it want a client certificate, or another one? Is security.protocol right?"
                        : "is security.protocol right, or is it the wrong port?");
    }

    /** What an answer that is none of Kafka's means; null where it is one. */
    static String ofForeignAnswer(Failure failure) {
        return foreignProtocol(failure.errorType(), failure.message().verbatim());
    }

    private static String foreignProtocol(String type, String message) {
        Matcher misread = MISREAD_SIZE.matcher(message);
        if (misread.find()) {
            ForeignAnswer answer = ForeignAnswer.readAsLength(Long.parseLong(misread.group(1)));
            return answer == ForeignAnswer.TLS ? IS_TLS_PORT : answer == ForeignAnswer.HTTP ? IS_HTTP_PORT : NO_KAFKA;
        }
        if (type.equals(ErrorType.WRONG_PROTOCOL)) {
            return message.contains("TLS") ? IS_TLS_PORT : message.contains("HTTP") ? IS_HTTP_PORT : NO_KAFKA;
        }
        return null;
    }

    private static String whereItHangs(Stage stage) {
        switch (stage) {
            case DNS:
                return NAME_SERVICE;
            case TCP:
                return "nothing comes back; check firewalls, security groups, routes and the address";
            case TLS:
                return "the port is open but TLS gets no answer; does the broker hang, or does the port speak something"
                        + " else?";
            case SASL_AUTHENTICATE:
                return "the credential source or the broker's authentication does not answer";
            default:
                return "the port is open but Kafka's protocol gets no answer; does the broker hang, does a proxy have no"
                        + " broker behind it, is security.protocol right?";
        }
    }

    private static String refusedMechanism(String type, String message) {
        if (type.equals("ILLEGAL_SASL_STATE") || message.contains("enabled mechanisms are []")) {
            return NOT_SASL;
        }
        if (type.equals("UNSUPPORTED_SASL_MECHANISM")) {
            return "the listener has other mechanisms enabled; check sasl.mechanism";
        }
        return closed(type) ? NOT_SASL : null;
    }

    private static String refusedCredentials(String type, String message) {
        if (message.contains("Session too short")) {
            return "the credentials are about to expire; check that they are renewed in time";
        }
        if (message.contains("Too many connects")) {
            return "the broker limits the rate of new connections; it passes";
        }
        if (message.contains("invalid_token")) {
            return "the broker does not accept the token: expired, or of another issuer or audience; check the token"
                    + " and both clocks";
        }
        if (type.equals("SASL_AUTHENTICATION_FAILED")) {
            return "the broker refuses the credentials; check user and password or token in sasl.jaas.config";
        }
        if (closed(type)) {
            return "the broker hung up on the authentication; its log says why";
        }
        return "this client could not get its credentials; check the credential source that sasl.jaas.config or the"
                + " callback handler names";
    }

    private static boolean closed(String type) {
        return type.equals(ErrorType.CONNECTION_CLOSED) || type.equals(ErrorType.CONNECTION_RESET);
    }
}
