package io.kafkalifeline.diagnosis;

import io.kafkalifeline.init.ErrorType;
import io.kafkalifeline.init.Failure;
import io.kafkalifeline.init.TlsAlert;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says what a failure most often comes from and what to check: one clause each. */
final class LikelyReason {
    private static final Pattern MISREAD_SIZE = Pattern.compile("Invalid receive \\(size = (\\d+)");
    private static final int HTTP = 0x48545450;

    private static final String IS_TLS_PORT =
            "this port answers with TLS: should security.protocol be SSL or SASL_SSL, or is it the wrong port?";
    private static final String IS_PLAINTEXT_PORT =
            "this port speaks plaintext; is security.protocol right, or is it the wrong port?";
    private static final String NO_KAFKA = "whatever listens there is no Kafka";
    private static final String NOT_SASL =
            "this listener may not be a SASL listener, or it wants TLS; is security.protocol right?";

    private LikelyReason() {}

    /** Returns the clause; null where there is nothing to add. */
    static String of(Finding finding) {
        boolean bootstrap = finding.target().isBootstrap();
        Trouble trouble = finding.trouble();
        if (trouble == null) {
            Stage stage = Stage.of(finding.progress().phase());
            return finding.progress().phase() == null ? null : whereItHangs(stage);
        }
        Failure failure = trouble.failure();
        String type = failure.errorType();
        String message = failure.message() == null ? "" : failure.message();
        String foreign = foreignProtocol(type, message);
        if (foreign != null) {
            return foreign;
        }
        if (failure.givenUp()) {
            return whereItHangs(trouble.stage());
        }
        switch (trouble.stage()) {
            case DNS:
                return "this machine cannot resolve that name; check "
                        + (bootstrap ? "bootstrap.servers" : "the broker's advertised.listeners") + " and DNS";
            case TCP:
                return unreachable(type, message, bootstrap);
            case TLS:
                return untrusted(type, message);
            case SASL_API_VERSIONS:
                return closed(type) ? NOT_SASL : null;
            case SASL_HANDSHAKE:
                return refusedMechanism(type, message);
            case SASL_AUTHENTICATE:
                return refusedCredentials(type, message);
            case API_VERSIONS:
                return closed(type)
                        ? "the broker hangs up on this client; is security.protocol right, or is it the wrong port?"
                        : null;
            case FIRST_REQUEST:
                return "this listener may require SASL, which this client does not speak; is security.protocol right?";
            case SESSION:
                return "the sessions end before a request can be sent in them; check connections.max.reauth.ms of the"
                        + " listener, the lifetime of the credentials and both clocks";
            default:
                return null;
        }
    }

    private static String foreignProtocol(String type, String message) {
        Matcher misread = MISREAD_SIZE.matcher(message);
        if (misread.find()) {
            long size = Long.parseLong(misread.group(1));
            if (TlsAlert.isReadAsLength(size)) {
                return IS_TLS_PORT;
            }
            return size == HTTP ? "this port speaks HTTP; is it the wrong port?" : NO_KAFKA;
        }
        if (type.equals(ErrorType.WRONG_PROTOCOL)) {
            return message.contains("TLS") ? IS_TLS_PORT : NO_KAFKA;
        }
        return null;
    }

    private static String whereItHangs(Stage stage) {
        switch (stage) {
            case DNS:
                return "the name service does not answer; check DNS";
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

    private static String unreachable(String type, String message, boolean bootstrap) {
        if (message.startsWith("Channel could not be created")) {
            return "this client could not set up TLS or SASL; check the ssl.* and sasl.* settings and the credential source";
        }
        if (type.equals(ErrorType.CONNECTION_REFUSED)) {
            return "nothing listens on that port; is the broker up, is "
                    + (bootstrap ? "bootstrap.servers" : "the broker's advertised.listeners") + " right?";
        }
        return "the address cannot be reached from this machine; check routes and firewalls";
    }

    private static String untrusted(String type, String message) {
        if (message.contains("SSL message") || message.contains("not an SSL/TLS record")) {
            return IS_PLAINTEXT_PORT;
        }
        if (closed(type)) {
            return "the broker hung up on the handshake: perhaps " + IS_PLAINTEXT_PORT
                    + " Otherwise: does it want a client certificate?";
        }
        if (type.endsWith("CertificateNotYetValidException")) {
            return "the broker's certificate is not valid yet, or this machine's clock is wrong";
        }
        if (type.endsWith("CertificateExpiredException") || message.endsWith("validity check failed")) {
            return "the broker's certificate has expired, or this machine's clock is wrong; renew the certificate";
        }
        if (message.contains("No name matching") || message.contains("No subject alternative")) {
            return "the certificate is for other names; connect by a name that is in it, or have it issued for this one";
        }
        if (message.contains("PKIX") || message.contains("trust anchor") || message.contains("certification path")) {
            return "this client does not trust who signed the broker's certificate; check ssl.truststore.location";
        }
        if (message.contains("certificate")) {
            return "the broker refuses this client's certificate; check ssl.keystore.location";
        }
        return "client and broker agree on no TLS version or cipher; check ssl.enabled.protocols";
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
