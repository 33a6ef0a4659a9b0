package io.kafkalifeline.init;

/** What a phase can tell about itself besides its times. */
public enum Detail {
    /** {@code String}: the name that was looked up. */
    DNS_QUESTION,
    /** {@code List<String>}: the addresses found. */
    DNS_ANSWERS,
    /** {@code String}: the IP address of the peer. */
    PEER_ADDRESS,
    /** {@code Integer}: the port of the peer. */
    PEER_PORT,
    /** {@code String}: the negotiated protocol as {@code SSLSession} names it, for example {@code TLSv1.3}. */
    TLS_PROTOCOL,
    /** {@code String}: the negotiated cipher suite. */
    TLS_CIPHER,
    /** {@code String}: the SASL mechanism. */
    SASL_MECHANISM,
    /** {@code Long}: the session lifetime that SaslAuthenticate granted, in ms as on the wire (KIP-368). */
    SESSION_LIFETIME_MS
}
