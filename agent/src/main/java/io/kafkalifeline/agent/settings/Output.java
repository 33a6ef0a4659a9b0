package io.kafkalifeline.agent.settings;

/** Where recorded initialisations and re-authentications go; each output can be switched on and off alone. */
public enum Output {
    /** OpenTelemetry spans. */
    SPANS("tracing"),
    /** OpenTelemetry metrics. */
    METRICS("metrics"),
    /** Events of JDK Flight Recorder. */
    FLIGHT_RECORDER("Flight Recorder"),
    /** Lines of JSON on standard error. */
    LOG_EVENTS("log.events"),
    /** Listeners out of a jar of the operator's. */
    LISTENERS("listener.jar");

    private final String label;

    Output(String label) {
        this.label = label;
    }

    /** What lines for the operator call it. */
    public String label() {
        return label;
    }
}
