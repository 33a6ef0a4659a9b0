package io.kafkalifeline.agent.weaving;

import io.kafkalifeline.weave.Feature;
import java.util.Set;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDescription;

/** What {@link io.kafkalifeline.weave.Hook} says of one advice class. */
final class HookDefinition {
    private final Set<Feature> features;
    private final String kafkaClass;
    private final String method;
    private final String descriptor;
    private final boolean optional;
    private final String adviceClass;

    HookDefinition(
            Set<Feature> features,
            String kafkaClass,
            String method,
            String descriptor,
            boolean optional,
            String adviceClass) {
        this.features = features;
        this.kafkaClass = kafkaClass;
        this.method = method;
        this.descriptor = descriptor;
        this.optional = optional;
        this.adviceClass = adviceClass;
    }

    /** The features that need it; woven where one of them is on. */
    Set<Feature> features() {
        return features;
    }

    String kafkaClass() {
        return kafkaClass;
    }

    boolean optional() {
        return optional;
    }

    String adviceClass() {
        return adviceClass;
    }

    boolean matches(MethodDescription candidate) {
        return candidate.getInternalName().equals(method)
                && (descriptor.isEmpty() || candidate.getDescriptor().equals(descriptor))
                && !candidate.isAbstract()
                && !candidate.isNative();
    }

    boolean isIn(TypeDescription type) {
        for (MethodDescription candidate : type.getDeclaredMethods()) {
            if (matches(candidate)) {
                return true;
            }
        }
        return false;
    }

    /** The method, as a developer would look it up. */
    @Override
    public String toString() {
        return kafkaClass + "." + method + (descriptor.isEmpty() ? "()" : descriptor);
    }
}
