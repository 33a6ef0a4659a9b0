package io.kafkalifeline.agent.weaving;

import io.kafkalifeline.weave.Feature;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.pool.TypePool;

/**
 * Compares what the hooks expect with the class files that a loader offers, before the first of them is woven: half a
 * set of hooks would be worse than none.
 */
final class ShapeCheck {
    private final TypePool types;
    private final Map<Feature, Set<String>> missing = new EnumMap<>(Feature.class);

    private ShapeCheck(TypePool types) {
        this.types = types;
    }

    /** What is missing, for each feature that cannot work; a feature that can is not in the map. */
    static Map<Feature, Set<String>> missing(HookCatalog catalog, TypePool kafkaTypes) {
        ShapeCheck check = new ShapeCheck(kafkaTypes);
        for (List<HookDefinition> hooks : catalog.hooks()) {
            for (HookDefinition hook : hooks) {
                check.check(hook);
            }
        }
        for (Requirement requirement : catalog.requirements()) {
            check.check(requirement);
        }
        return check.missing;
    }

    private void check(HookDefinition hook) {
        if (hook.optional()) {
            return;
        }
        TypeDescription type = describe(hook.features(), hook.kafkaClass());
        if (type != null && !hook.isIn(type)) {
            report(hook.features(), hook.toString());
        }
    }

    private void check(Requirement requirement) {
        if (requirement.optional() && !types.describe(requirement.kafkaClass()).isResolved()) {
            return;
        }
        TypeDescription type = describe(requirement.features(), requirement.kafkaClass());
        if (type != null) {
            for (String member : requirement.missingIn(type)) {
                report(requirement.features(), member);
            }
        }
    }

    private TypeDescription describe(Set<Feature> features, String kafkaClass) {
        TypePool.Resolution resolution = types.describe(kafkaClass);
        if (resolution.isResolved()) {
            return resolution.resolve();
        }
        report(features, kafkaClass);
        return null;
    }

    private void report(Set<Feature> features, String member) {
        for (Feature feature : features) {
            missing.computeIfAbsent(feature, ignored -> new LinkedHashSet<>()).add(member);
        }
    }
}
