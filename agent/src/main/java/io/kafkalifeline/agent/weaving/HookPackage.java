package io.kafkalifeline.agent.weaving;

import io.kafkalifeline.weave.HookIndex;
import java.util.List;

/** A package of hooks: all its classes are typed against Kafka and belong to bridge loaders. */
public final class HookPackage {
    private final List<String> hookClasses;
    private final String startClass;

    /**
     * @param hookClasses binary names of the classes that carry {@link io.kafkalifeline.weave.Rewrites}
     * @param startClass binary name of the class in the same package whose {@code public static void start(Services)}
     *     runs before any hook
     */
    public HookPackage(List<String> hookClasses, String startClass) {
        this.hookClasses = hookClasses;
        this.startClass = startClass;
    }

    /** The hooks that the agent ships. */
    public static HookPackage ours() {
        return new HookPackage(HookIndex.classNames(), "io.kafkalifeline.hooks.Lifeline");
    }

    List<String> hookClasses() {
        return hookClasses;
    }

    String startClass() {
        return startClass;
    }

    boolean contains(String className) {
        int packageLength = startClass.lastIndexOf('.') + 1;
        return className.regionMatches(0, startClass, 0, packageLength);
    }
}
