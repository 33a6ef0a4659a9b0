package io.kafkalifeline.agent.weaving;

import io.kafkalifeline.weave.Feature;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import net.bytebuddy.description.NamedElement;
import net.bytebuddy.description.type.TypeDescription;

/** What {@link io.kafkalifeline.weave.Requires} says: members that features reach besides their hooks. */
final class Requirement {
    private final Set<Feature> features;
    private final String kafkaClass;
    private final String[] members;
    private final boolean optional;

    Requirement(Set<Feature> features, String kafkaClass, String[] members, boolean optional) {
        this.features = features;
        this.kafkaClass = kafkaClass;
        this.members = members;
        this.optional = optional;
    }

    Set<Feature> features() {
        return features;
    }

    String kafkaClass() {
        return kafkaClass;
    }

    /** Whether nothing is missing where the class is. */
    boolean optional() {
        return optional;
    }

    List<String> missingIn(TypeDescription type) {
        List<String> missing = new ArrayList<>();
        for (String member : members) {
            boolean method = member.endsWith("()");
            String name = method ? member.substring(0, member.length() - 2) : member;
            if (!declares(method ? type.getDeclaredMethods() : type.getDeclaredFields(), name)) {
                missing.add(kafkaClass + "." + member);
            }
        }
        return missing;
    }

    private static boolean declares(Iterable<? extends NamedElement.WithRuntimeName> members, String name) {
        for (NamedElement.WithRuntimeName member : members) {
            if (member.getInternalName().equals(name)) {
                return true;
            }
        }
        return false;
    }
}
