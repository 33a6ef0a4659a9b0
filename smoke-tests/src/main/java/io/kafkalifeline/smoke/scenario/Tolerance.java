package io.kafkalifeline.smoke.scenario;

/** What a scenario lets clients notice even with the agent. */
enum Tolerance {
    /** Connections are cut: what {@code retries=0} has on the wire is lost, as a NetworkException or unseen. */
    CUT_ON_THE_WIRE,
    /** The failure is real and must reach the application. */
    FAILURE,
    /** Brokers that start keep the others on this machine from running for longer than a session has to spare. */
    BROKERS_RESTART,
    /** The brokers themselves answer ILLEGAL_SASL_STATE whatever the client does. */
    ILLEGAL_SASL_STATE
}
