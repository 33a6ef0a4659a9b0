package io.kafkalifeline.weave;

/**
 * A part of the agent that is left out as a whole where a Kafka class has another shape. Settings switch it on and off.
 */
public enum Feature {
    /** SASL sessions are renewed in time, without losing requests. */
    REAUTHENTICATION,
    /** Initialisations are recorded: for spans, metrics, Flight Recorder, lines of log.events and listeners. */
    RECORDING,
    /** A timeout says which broker could not be reached, in which phase, and why. */
    DIAGNOSIS
}
