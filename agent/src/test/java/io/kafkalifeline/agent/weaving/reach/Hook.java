package io.kafkalifeline.agent.weaving.reach;

import io.kafkalifeline.weave.Feature;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * An advice class and what its annotations say.
 *
 * @param optional whether it is left out, without its features, where its methods or its own requirements are missing
 * @param own what it alone requires
 */
record Hook(
        OurClass advice,
        Set<Feature> features,
        String kafkaClass,
        List<String> methods,
        boolean optional,
        Set<KafkaMember> own) {
    /** Its methods are what Byte Buddy has the Kafka class call. */
    List<OurMethod> entries() {
        return advice.methods.values().stream()
                .filter(method -> method.annotations.stream().anyMatch(each -> each.contains("/Advice$OnMethod")))
                .toList();
    }

    /** The methods that it is woven into. */
    Set<KafkaMember> hooked() {
        Set<KafkaMember> hooked = new TreeSet<>();
        for (String method : methods) {
            hooked.add(new KafkaMember(kafkaClass, method + "()"));
        }
        return hooked;
    }

    /** Whether it would not be woven where that member is missing. */
    boolean isLeftOutWithout(KafkaMember member) {
        return KafkaMember.withTypes(hooked()).contains(member)
                || KafkaMember.withTypes(own).contains(member);
    }

    /** The advice class, without its package. */
    String name() {
        return advice.name.substring(advice.name.lastIndexOf('/') + 1).replace('$', '.');
    }

    @Override
    public String toString() {
        return name() + " (" + kafkaClass + "." + String.join("/", methods) + ")";
    }
}
