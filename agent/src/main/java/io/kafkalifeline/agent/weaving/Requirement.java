package io.kafkalifeline.agent.weaving;

import io.kafkalifeline.weave.Feature;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import net.bytebuddy.description.field.FieldDescription;
import net.bytebuddy.description.method.MethodDescription;
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
            int parameters = member.indexOf('(');
            boolean there = parameters < 0
                    ? declaresField(type, member)
                    : declaresMethod(type, member.substring(0, parameters), member.substring(parameters));
            if (!there) {
                missing.add(kafkaClass + "." + member);
            }
        }
        return missing;
    }

    private static boolean declaresField(TypeDescription type, String name) {
        for (FieldDescription field : type.getDeclaredFields()) {
            if (field.getInternalName().equals(name)) {
                return true;
            }
        }
        return false;
    }

    /** @param descriptor {@code ()} for any overload */
    private static boolean declaresMethod(TypeDescription type, String name, String descriptor) {
        for (MethodDescription method : type.getDeclaredMethods()) {
            if (method.getInternalName().equals(name)
                    && (descriptor.equals("()") || method.getDescriptor().equals(descriptor))) {
                return true;
            }
        }
        return false;
    }
}
