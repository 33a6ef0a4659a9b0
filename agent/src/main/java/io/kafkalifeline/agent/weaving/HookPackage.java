package io.kafkalifeline.agent.weaving;

import io.kafkalifeline.weave.HookIndex;
import java.util.List;

/** Hooks, and the packages they are in: all their classes are typed against Kafka and belong to bridge loaders. */
public final class HookPackage {
    private final String prefix;
    private final List<String> hookClasses;
    private final List<String> requirementClasses;
    private final String startClass;

    /**
     * @param prefix what the binary names of all these classes begin with
     * @param hookClasses binary names of the classes that carry {@link io.kafkalifeline.weave.Rewrites}
     * @param requirementClasses binary names of the others that carry {@link io.kafkalifeline.weave.Requires}
     * @param startClass binary name of the class whose {@code public static void start(Services)} runs before any hook
     */
    public HookPackage(String prefix, List<String> hookClasses, List<String> requirementClasses, String startClass) {
        this.prefix = prefix;
        this.hookClasses = hookClasses;
        this.requirementClasses = requirementClasses;
        this.startClass = startClass;
    }

    /** The hooks that the agent ships. */
    public static HookPackage ours() {
        return new HookPackage(
                HookIndex.packagePrefix(),
                HookIndex.classNames(),
                HookIndex.requirementNames(),
                "io.kafkalifeline.hooks.link.HookServices");
    }

    List<String> hookClasses() {
        return hookClasses;
    }

    List<String> requirementClasses() {
        return requirementClasses;
    }

    String startClass() {
        return startClass;
    }

    boolean contains(String className) {
        return className.startsWith(prefix);
    }
}
