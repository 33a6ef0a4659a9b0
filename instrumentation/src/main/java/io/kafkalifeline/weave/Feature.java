package io.kafkalifeline.weave;

/** What an operator can switch on and off, and what is left out as a whole where a Kafka class has another shape. */
public enum Feature {
    /** The corrected re-authentication. */
    REAUTHENTICATION("reauthentication", "SASL sessions are renewed in time, without losing requests"),
    /** Recording the phases of broker initialisations: for spans, metrics, Flight Recorder, events and listeners. */
    RECORDING(
            "tracing",
            "each broker initialisation and re-authentication becomes an OpenTelemetry span; false: nor is there any metric,"
                    + " event of Flight Recorder, line of log.events or call of a listener"),
    /** The cause inside a timeout. */
    DIAGNOSIS("diagnosis", "a timeout says which broker could not be reached, in which phase, and why");

    private final String key;
    private final String description;

    Feature(String key, String description) {
        this.key = key;
        this.description = description;
    }

    /** The settings key that switches it, and its name in log lines. */
    public String key() {
        return key;
    }

    /** What it does for the operator, in one clause. */
    public String description() {
        return description;
    }
}
