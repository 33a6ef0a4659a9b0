package io.kafkalifeline.agent.weaving.reach;

import io.kafkalifeline.weave.Feature;
import io.kafkalifeline.weave.Rewrites;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the annotations of our classes say: which hooks there are, and which members each feature requires. */
final class Declarations {
    private final List<Hook> hooks = new ArrayList<>();
    private final Map<Feature, Map<KafkaMember, Need>> required = new EnumMap<>(Feature.class);
    private final Map<Feature, Map<Need, Set<KafkaMember>>> conditions = new EnumMap<>(Feature.class);

    static Declarations of(OurClasses classes) {
        Declarations declarations = new Declarations();
        for (OurClass each : classes.all()) {
            if (each.annotated(io.kafkalifeline.weave.Hook.class).isEmpty()) {
                each.requirements().forEach(declarations::require);
            }
            for (Annotated rewrites : each.annotated(Rewrites.class)) {
                rewrites.texts("value").forEach(kafkaClass -> declarations.addHooks(classes, each, kafkaClass));
            }
        }
        return declarations;
    }

    private void addHooks(OurClasses classes, OurClass door, String kafkaClass) {
        for (OurClass nested : classes.all()) {
            if (nested.name.startsWith(door.name + "$")) {
                for (Annotated hook : nested.annotated(io.kafkalifeline.weave.Hook.class)) {
                    Set<KafkaMember> own = new TreeSet<>();
                    nested.requirements().forEach(requires -> own.addAll(members(requires)));
                    hooks.add(new Hook(
                            nested, features(hook), kafkaClass, hook.texts("method"), hook.flag("optional"), own));
                }
            }
        }
    }

    private void require(Annotated requires) {
        Need need = requires.flag("optional") ? Need.WITH_ITS_CLASS : Need.ALWAYS;
        for (Feature feature : features(requires)) {
            members(requires).forEach(member -> require(feature, member, need));
        }
    }

    private static List<KafkaMember> members(Annotated requires) {
        List<String> members = requires.texts("members");
        return (members.isEmpty() ? List.of("") : members)
                .stream()
                        .map(member -> new KafkaMember(requires.text("type"), withoutDescriptor(member)))
                        .toList();
    }

    /** Overloads are told apart by the check of shapes, not here. */
    private static String withoutDescriptor(String member) {
        int parameters = member.indexOf('(');
        return parameters < 0 ? member : member.substring(0, parameters) + "()";
    }

    private void require(Feature feature, KafkaMember member, Need need) {
        required.computeIfAbsent(feature, ignored -> new TreeMap<>())
                .merge(member, need, (one, other) -> one.compareTo(other) < 0 ? one : other);
    }

    private static Set<Feature> features(Annotated annotated) {
        Set<Feature> features = EnumSet.noneOf(Feature.class);
        annotated.texts("feature").forEach(feature -> features.add(Feature.valueOf(feature)));
        return features;
    }

    List<Hook> hooks() {
        return hooks;
    }

    /** What {@code @Requires} says. */
    Map<KafkaMember, Need> required(Feature feature) {
        return required.getOrDefault(feature, Map.of());
    }

    /** Whether that member is sure to be there, as far as that is needed, where a hook is woven for that feature. */
    boolean covers(Hook hook, Feature feature, KafkaMember member, Need need) {
        return need == Need.NEVER
                || hook.isLeftOutWithout(member)
                || conditions
                        .computeIfAbsent(feature, ignored -> new EnumMap<>(Need.class))
                        .computeIfAbsent(need, ignored -> conditions(feature, need))
                        .contains(member);
    }

    /** What is sure to be there where the feature is on. */
    private Set<KafkaMember> conditions(Feature feature, Need need) {
        Set<KafkaMember> sure = new TreeSet<>();
        required(feature).forEach((member, promised) -> {
            if (promised.compareTo(need) <= 0) {
                sure.add(member);
            }
        });
        for (Hook hook : hooks) {
            if (hook.features().contains(feature) && !hook.optional()) {
                sure.addAll(hook.hooked());
            }
        }
        return KafkaMember.withTypes(sure);
    }

    /** Whether it is a condition because a hook of the feature's is woven into it. */
    boolean isHooked(Feature feature, KafkaMember member) {
        return hooks.stream()
                .anyMatch(hook ->
                        hook.features().contains(feature) && hook.hooked().contains(member));
    }

    /** The same with one requirement less. */
    Declarations without(Feature feature, KafkaMember member) {
        Declarations fewer = copy();
        fewer.required.get(feature).remove(member);
        return fewer;
    }

    /** The same with one requirement more. */
    Declarations with(Feature feature, KafkaMember member) {
        Declarations more = copy();
        more.require(feature, member, Need.ALWAYS);
        return more;
    }

    private Declarations copy() {
        Declarations copy = new Declarations();
        copy.hooks.addAll(hooks);
        required.forEach((feature, members) -> copy.required.put(feature, new TreeMap<>(members)));
        return copy;
    }
}
