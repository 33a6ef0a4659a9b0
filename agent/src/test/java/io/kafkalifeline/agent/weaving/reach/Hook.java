package io.kafkalifeline.agent.weaving.reach;

import io.kafkalifeline.weave.Feature;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * An advice class and what its {@code @Hook} says.
 *
 * @param optional whether the methods are not in every release
 */
record Hook(OurClass advice, Set<Feature> features, String kafkaClass, List<String> methods, boolean optional) {
    /** Its methods are what Byte Buddy has the Kafka class call. */
    List<OurMethod> entries() {
        return advice.methods.values().stream()
                .filter(method -> method.annotations.stream().anyMatch(each -> each.contains("/Advice$OnMethod")))
                .toList();
    }

    /** The members that its {@code @Hook} itself makes a condition. */
    Set<KafkaMember> hooked() {
        Set<KafkaMember> hooked = new TreeSet<>();
        for (String method : methods) {
            hooked.add(new KafkaMember(kafkaClass, method + "()"));
        }
        return hooked;
    }

    @Override
    public String toString() {
        String name = advice.name.substring(advice.name.lastIndexOf('/') + 1).replace('$', '.');
        return name + " (" + kafkaClass + "." + String.join("/", methods) + ")";
    }
}
