package io.kafkalifeline.agent.settings;

import io.kafkalifeline.log.ErrorDetails;
import io.kafkalifeline.session.Patience;
import io.kafkalifeline.telemetry.TelemetrySettings;
import io.kafkalifeline.weave.Feature;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** What the operator has asked for. Immutable. */
public final class Settings {
    private final boolean enabled;
    private final Set<Feature> features;
    private final Set<Output> outputs;
    private final TelemetrySettings telemetry;
    private final Patience.Limits patience;
    private final String listenerJar;
    private final ErrorDetails errorDetails;

    Settings(
            boolean enabled,
            EnumSet<Feature> features,
            EnumSet<Output> outputs,
            TelemetrySettings telemetry,
            Patience.Limits patience,
            String listenerJar,
            ErrorDetails errorDetails) {
        this.enabled = enabled;
        this.features = Collections.unmodifiableSet(features.clone());
        this.outputs = Collections.unmodifiableSet(outputs.clone());
        this.telemetry = telemetry;
        this.patience = patience;
        this.listenerJar = listenerJar;
        this.errorDetails = errorDetails;
    }

    /** Whether the agent does anything at all. */
    public boolean enabled() {
        return enabled;
    }

    /** The features that are wanted; whether they are on is decided for each kafka-clients by its shape. */
    public Set<Feature> features() {
        return features;
    }

    /** Where initialisations go; {@link Feature#RECORDING} is wanted where they go anywhere. */
    public Set<Output> outputs() {
        return outputs;
    }

    /** Which spans and metrics are wanted. */
    public TelemetrySettings telemetry() {
        return telemetry;
    }

    /** The path of a jar with listeners; empty for none. */
    public String listenerJar() {
        return listenerJar;
    }

    /** How much of what exceptions say is shown. */
    public ErrorDetails errorDetails() {
        return errorDetails;
    }

    /** How long refusals are waited out that may pass. */
    public Patience.Limits patience() {
        return patience;
    }
}
