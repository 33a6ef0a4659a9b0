package io.kafkalifeline.agent.weaving.reach;

import io.kafkalifeline.weave.Requires;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One class of ours as its class file has it; names are internal ones. */
final class OurClass {
    final String name;
    final String superName;
    final List<String> interfaces;
    final boolean isInterface;
    final List<Annotated> annotations;
    /** By name and descriptor. */
    final Map<String, OurMethod> methods = new LinkedHashMap<>();
    /** What its initialiser puts into its static fields. */
    final Map<String, Value> statics = new HashMap<>();

    OurClass(String name, String superName, List<String> interfaces, boolean isInterface, List<Annotated> annotations) {
        this.name = name;
        this.superName = superName;
        this.interfaces = interfaces;
        this.isInterface = isInterface;
        this.annotations = annotations;
    }

    /** Its annotations of that type; at most one unless they repeat. */
    List<Annotated> annotated(Class<?> annotation) {
        return annotations.stream().filter(each -> each.is(annotation)).toList();
    }

    /** Each {@code @Requires}. */
    List<Annotated> requirements() {
        List<Annotated> requirements = new ArrayList<>(annotated(Requires.class));
        annotated(Requires.All.class).forEach(all -> requirements.addAll(all.contained()));
        return requirements;
    }

    /** Whether it says by {@code @Requires(optional = true)} that it reaches classes which are not in every release. */
    boolean asksForClasses() {
        return requirements().stream().anyMatch(requires -> requires.flag("optional"));
    }

    /** Returns null where it has none. */
    OurMethod initialiser() {
        return methods.get(MethodName.INITIALISER + "()V");
    }

    boolean hasBodies() {
        return methods.values().stream().anyMatch(method -> !method.isStatic() && !method.isAbstract());
    }
}
