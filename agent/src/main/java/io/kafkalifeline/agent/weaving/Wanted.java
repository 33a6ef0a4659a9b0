package io.kafkalifeline.agent.weaving;

import io.kafkalifeline.weave.Feature;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The features that the operator wants, and what the operator calls them: {@link Feature#RECORDING} serves several
 * outputs, of which tracing is one. Immutable.
 */
public final class Wanted {
    private final Set<Feature> features;
    private final boolean tracing;
    private final List<String> otherOutputs;

    /**
     * @param tracing whether recordings become spans
     * @param otherOutputs what else recordings become, as operators call it; none and no tracing: {@code features} is
     *     without {@link Feature#RECORDING}
     */
    public Wanted(Set<Feature> features, boolean tracing, List<String> otherOutputs) {
        EnumSet<Feature> copy = EnumSet.noneOf(Feature.class);
        copy.addAll(features);
        this.features = Collections.unmodifiableSet(copy);
        this.tracing = tracing;
        this.otherOutputs = List.copyOf(otherOutputs);
    }

    /** The features; whether they are on is decided for each kafka-clients by its shape. */
    Set<Feature> features() {
        return features;
    }

    /**
     * Says of each switch whether it is on: {@code reauthentication on, tracing off, diagnosis on}.
     *
     * @param on the features that are
     */
    String switches(Set<Feature> on) {
        StringBuilder text = new StringBuilder();
        for (Feature feature : Feature.values()) {
            boolean isOn = on.contains(feature) && (feature != Feature.RECORDING || tracing);
            text.append(text.length() == 0 ? "" : ", ").append(name(feature)).append(isOn ? " on" : " off");
        }
        return text.toString();
    }

    /**
     * Says what the operator misses without a feature.
     *
     * @param where the kafka-clients that the feature does not fit
     * @param why what it lacks
     */
    String staysOff(Feature feature, Object where, String why) {
        if (feature != Feature.RECORDING || otherOutputs.isEmpty()) {
            return name(feature) + " stays off in " + where + ", " + why;
        }
        return tracing
                ? name(feature) + " stays off in " + where + ", " + why + "; with it go " + enumerate(otherOutputs)
                : enumerate(otherOutputs) + (otherOutputs.size() == 1 ? " stays off in " : " stay off in ") + where
                        + ", " + why;
    }

    private static String name(Feature feature) {
        switch (feature) {
            case REAUTHENTICATION:
                return "reauthentication";
            case RECORDING:
                return "tracing";
            default:
                return "diagnosis";
        }
    }

    private static String enumerate(List<String> words) {
        int last = words.size() - 1;
        return last == 0 ? words.get(0) : String.join(", ", words.subList(0, last)) + " and " + words.get(last);
    }
}
