package io.kafkalifeline.agent.weaving;

import io.kafkalifeline.weave.Feature;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.pool.TypePool;

/** What {@link io.kafkalifeline.weave.Hook} says of one advice class. */
final class HookDefinition {
    /**
     * How hooks of one method enclose each other. Outermost are the hooks that re-authentication shares with other
     * features, innermost are those of re-authentication alone, next to Kafka's own body: recording and diagnosis see
     * what re-authentication has made of it. Hooks of the same depth are sorted by name, because the compiler may write
     * them into a class file in any order.
     */
    static final Comparator<HookDefinition> OUTERMOST_FIRST =
            Comparator.comparingInt(HookDefinition::depth).thenComparing(HookDefinition::adviceClass);

    private final Set<Feature> features;
    private final String kafkaClass;
    private final String method;
    private final String descriptor;
    private final boolean optional;
    private final List<Requirement> requirements;
    private final String adviceClass;

    HookDefinition(
            Set<Feature> features,
            String kafkaClass,
            String method,
            String descriptor,
            boolean optional,
            List<Requirement> requirements,
            String adviceClass) {
        this.features = features;
        this.kafkaClass = kafkaClass;
        this.method = method;
        this.descriptor = descriptor;
        this.optional = optional;
        this.requirements = requirements;
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

    /** Whether a kafka-clients has what this hook alone needs. */
    boolean fits(TypePool types) {
        for (Requirement requirement : requirements) {
            TypePool.Resolution type = types.describe(requirement.kafkaClass());
            if (!type.isResolved() || !requirement.missingIn(type.resolve()).isEmpty()) {
                return false;
            }
        }
        return true;
    }

    private int depth() {
        if (!features.contains(Feature.REAUTHENTICATION)) {
            return 1;
        }
        return features.size() == 1 ? 2 : 0;
    }

    /** The method, as a developer would look it up. */
    @Override
    public String toString() {
        return kafkaClass + "." + method + (descriptor.isEmpty() ? "()" : descriptor);
    }
}
