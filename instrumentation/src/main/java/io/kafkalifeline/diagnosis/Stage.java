package io.kafkalifeline.diagnosis;

import io.kafkalifeline.init.Phase;

/** Where getting a broker ready can fail: the phases of an initialisation, and what shows only after it. */
enum Stage {
    CONNECTING("connecting"),
    DNS(Phase.DNS.id()),
    TCP(Phase.TCP.id()),
    TLS(Phase.TLS.id()),
    SASL_API_VERSIONS(Phase.SASL_API_VERSIONS.id()),
    SASL_HANDSHAKE(Phase.SASL_HANDSHAKE.id()),
    SASL_AUTHENTICATE(Phase.SASL_AUTHENTICATE.id()),
    API_VERSIONS(Phase.API_VERSIONS.id()),
    /** Ready as far as the client can tell, and closed by the broker at the first ordinary request. */
    FIRST_REQUEST("the first request"),
    /** Authenticated, for a time too short to carry a request (R6: a session too short for a request is no session). */
    SESSION("sasl.authenticate");

    private final String id;

    Stage(String id) {
        this.id = id;
    }

    /** @param phase null where none was begun */
    static Stage of(Phase phase) {
        return phase == null ? CONNECTING : valueOf(phase.name());
    }

    /** The name that operators see. */
    String id() {
        return id;
    }

    /** Whether only an answered request proves that this is overcome: a broker that gets ready again does not. */
    boolean afterReady() {
        return this == FIRST_REQUEST || this == SESSION;
    }
}
