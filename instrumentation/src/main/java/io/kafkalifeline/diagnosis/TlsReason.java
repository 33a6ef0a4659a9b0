package io.kafkalifeline.diagnosis;

import io.kafkalifeline.init.ErrorType;

/** Says what a failed TLS handshake most often comes from and what to check. */
final class TlsReason {
    private static final String ALERT = "Received fatal alert: ";
    private static final String KEYSTORE = "check ssl.keystore.location";

    private TlsReason() {}

    /** @param message of the failure, or empty */
    static String of(String type, String message) {
        if (speaksPlaintext(message)) {
            return "this port speaks plaintext; is security.protocol right, or is it the wrong port?";
        }
        if (type.equals(ErrorType.CONNECTION_CLOSED) || type.equals(ErrorType.CONNECTION_RESET)) {
            return "the broker hung up on the handshake: perhaps this port speaks plaintext; is security.protocol right,"
                    + " or is it the wrong port? Otherwise: does it want a client certificate?";
        }
        int alert = message.indexOf(ALERT);
        if (alert >= 0) {
            return ofAlert(message.substring(alert + ALERT.length()).trim());
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
        return message.contains("certificate")
                ? "the broker refuses this client's certificate; " + KEYSTORE
                : "client and broker agree on no TLS version or cipher; check ssl.enabled.protocols";
    }

    static boolean speaksPlaintext(String message) {
        return message.contains("SSL message") || message.contains("not an SSL/TLS record");
    }

    /** Names are those of TLS 1.3 (RFC 8446, section 6.2) as the JDK writes them. */
    private static String ofAlert(String alert) {
        switch (alert) {
            case "certificate_required":
                return "the broker wants a client certificate, and this client has shown none; " + KEYSTORE;
            case "certificate_expired":
                return "this client's certificate has expired, or the broker's clock is wrong; renew the certificate in"
                        + " ssl.keystore.location";
            case "certificate_revoked":
                return "this client's certificate is revoked; put a new one into ssl.keystore.location";
            case "unknown_ca":
                return "the broker does not trust who signed this client's certificate; " + KEYSTORE
                        + " and the broker's ssl.truststore.location";
            case "bad_certificate":
            case "certificate_unknown":
            case "unsupported_certificate":
            case "access_denied":
                return "the broker refuses this client's certificate: none was shown, it has expired or is revoked, or"
                        + " the broker does not trust who signed it; " + KEYSTORE;
            case "unrecognized_name":
                return "the broker, or a proxy before it, knows no such name; connect by a name that is in its"
                        + " certificate";
            case "no_application_protocol":
                return "whatever listens there is no Kafka";
            default:
                return "client and broker agree on no TLS version or cipher; check ssl.enabled.protocols";
        }
    }
}
