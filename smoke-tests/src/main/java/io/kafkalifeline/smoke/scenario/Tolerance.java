package io.kafkalifeline.smoke.scenario;

/** What a scenario lets clients notice even with the agent. */
enum Tolerance {
    /** Connections are cut: what {@code retries=0} has on the wire is lost, as a NetworkException or unseen. */
    CUT_ON_THE_WIRE,
    /** The failure is real and must reach the application. */
    FAILURE,
    /** The brokers themselves answer ILLEGAL_SASL_STATE whatever the client does. */
    ILLEGAL_SASL_STATE
}
