package io.kafkalifeline.agent.weaving;

import io.kafkalifeline.weave.Feature;
import io.kafkalifeline.weave.Hook;
import io.kafkalifeline.weave.Requires;
import io.kafkalifeline.weave.Rewrites;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.bytebuddy.description.annotation.AnnotationDescription;
import net.bytebuddy.description.annotation.AnnotationList;
import net.bytebuddy.description.enumeration.EnumerationDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.pool.TypePool;

/**
 * What the annotations of all hooks say. They are read from class files, because the hooks themselves cannot be loaded
 * without kafka-clients.
 */
final class HookCatalog {
    /** What Kafka's class names begin with where it has not been relocated. */
    static final String KAFKA = "org.apache.kafka.";

    private final Map<String, List<HookDefinition>> hooks = new LinkedHashMap<>();
    private final List<Requirement> requirements = new ArrayList<>();

    private HookCatalog() {}

    static HookCatalog read(HookPackage hooks, ClassFileLocator classFiles) {
        HookCatalog catalog = new HookCatalog();
        TypePool types = TypePool.Default.of(classFiles);
        for (String name : hooks.hookClasses()) {
            catalog.addHooks(types.describe(name).resolve());
        }
        for (String name : hooks.requirementClasses()) {
            catalog.requirements.addAll(requirements(types.describe(name).resolve()));
        }
        for (List<HookDefinition> ofOneClass : catalog.hooks.values()) {
            ofOneClass.sort(HookDefinition.OUTERMOST_FIRST);
        }
        return catalog;
    }

    /** The hooks of a Kafka class by its binary name, outermost first; empty for most. */
    List<HookDefinition> hooksOf(String kafkaClass) {
        return hooks.getOrDefault(kafkaClass, Collections.emptyList());
    }

    Iterable<List<HookDefinition>> hooks() {
        return hooks.values();
    }

    List<Requirement> requirements() {
        return requirements;
    }

    private void addHooks(TypeDescription hookClass) {
        String[] kafkaClasses =
                annotation(hookClass, Rewrites.class).getValue("value").resolve(String[].class);
        for (TypeDescription advice : hookClass.getDeclaredTypes()) {
            AnnotationDescription hook = annotation(advice, Hook.class);
            for (String kafkaClass : hook == null ? new String[0] : kafkaClasses) {
                addHook(KAFKA + kafkaClass, hook, advice);
            }
        }
        requirements.addAll(requirements(hookClass));
    }

    private static List<Requirement> requirements(TypeDescription type) {
        List<Requirement> requirements = new ArrayList<>();
        AnnotationDescription one = annotation(type, Requires.class);
        if (one != null) {
            requirements.add(requirement(one));
        }
        AnnotationDescription several = annotation(type, Requires.All.class);
        if (several != null) {
            for (AnnotationDescription each : several.getValue("value").resolve(AnnotationDescription[].class)) {
                requirements.add(requirement(each));
            }
        }
        return requirements;
    }

    private void addHook(String kafkaClass, AnnotationDescription hook, TypeDescription advice) {
        for (String method : hook.getValue("method").resolve(String[].class)) {
            hooks.computeIfAbsent(kafkaClass, ignored -> new ArrayList<>())
                    .add(new HookDefinition(
                            features(hook),
                            kafkaClass,
                            method,
                            text(hook, "descriptor"),
                            hook.getValue("optional").resolve(Boolean.class),
                            requirements(advice),
                            advice.getName()));
        }
    }

    private static Requirement requirement(AnnotationDescription requires) {
        return new Requirement(
                features(requires),
                KAFKA + text(requires, "type"),
                requires.getValue("members").resolve(String[].class),
                requires.getValue("optional").resolve(Boolean.class));
    }

    private static AnnotationDescription annotation(TypeDescription type, Class<?> annotationType) {
        AnnotationList annotations = type.getDeclaredAnnotations();
        for (AnnotationDescription annotation : annotations) {
            if (annotation.getAnnotationType().getName().equals(annotationType.getName())) {
                return annotation;
            }
        }
        return null;
    }

    private static Set<Feature> features(AnnotationDescription annotation) {
        Set<Feature> features = EnumSet.noneOf(Feature.class);
        for (EnumerationDescription feature : annotation.getValue("feature").resolve(EnumerationDescription[].class)) {
            features.add(Feature.valueOf(feature.getValue()));
        }
        return features;
    }

    private static String text(AnnotationDescription annotation, String property) {
        return annotation.getValue(property).resolve(String.class);
    }
}
