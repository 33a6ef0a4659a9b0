package io.kafkalifeline.agent.settings;

import io.kafkalifeline.session.Patience;
import io.kafkalifeline.weave.Feature;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** What the operator has asked for. Immutable. */
public final class Settings {
    private final boolean enabled;
    private final Set<Feature> features;
    private final Duration reauthenticationTraceInterval;
    private final boolean currentSpanIsParent;
    private final Patience.Limits patience;
    private final String listenerJar;
    private final boolean jsonEvents;

    Settings(
            boolean enabled,
            EnumSet<Feature> features,
            Duration reauthenticationTraceInterval,
            boolean currentSpanIsParent,
            Patience.Limits patience,
            String listenerJar,
            boolean jsonEvents) {
        this.enabled = enabled;
        this.features = Collections.unmodifiableSet(EnumSet.copyOf(features));
        this.reauthenticationTraceInterval = reauthenticationTraceInterval;
        this.currentSpanIsParent = currentSpanIsParent;
        this.patience = patience;
        this.listenerJar = listenerJar;
        this.jsonEvents = jsonEvents;
    }

    /** Whether the agent does anything at all. */
    public boolean enabled() {
        return enabled;
    }

    /** The features that are wanted; whether they are on is decided for each kafka-clients by its shape. */
    public Set<Feature> features() {
        return features;
    }

    /** Whether the span that is current when a connection is begun becomes the parent of its span; else it is linked. */
    public boolean currentSpanIsParent() {
        return currentSpanIsParent;
    }

    /** The path of a jar with listeners; empty for none. */
    public String listenerJar() {
        return listenerJar;
    }

    /** Whether every event is written as a line of JSON. */
    public boolean jsonEvents() {
        return jsonEvents;
    }

    /** How long refusals are waited out that may pass. */
    public Patience.Limits patience() {
        return patience;
    }

    /** The least time between two spans of successful re-authentications of one connection; zero: all of them. */
    public Duration reauthenticationTraceInterval() {
        return reauthenticationTraceInterval;
    }
}
