package io.kafkalifeline.init;

/** The phases of a broker initialisation, in the order in which they happen. */
public enum Phase {
    /** The client resolves the broker's name. */
    DNS("dns"),
    /** {@code connect()} on one address until it is connected. */
    TCP("tcp"),
    /** The TLS handshake. */
    TLS("tls"),
    /** ApiVersions as the first step of SASL. */
    SASL_API_VERSIONS("sasl.api_versions"),
    /** SaslHandshake, which agrees on the mechanism. */
    SASL_HANDSHAKE("sasl.handshake"),
    /** All rounds of SaslAuthenticate. */
    SASL_AUTHENTICATE("sasl.authenticate"),
    /** ApiVersions as asked for by NetworkClient. */
    API_VERSIONS("api_versions");

    private final String id;

    Phase(String id) {
        this.id = id;
    }

    /** The name that operators see in metrics and messages. */
    public String id() {
        return id;
    }
}
