package io.kafkalifeline.agent.weaving.reach;

import io.kafkalifeline.weave.Feature;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the hooks reach, held against what their features require. */
final class Comparison {
    private final Map<Hook, Reach> reached;
    private final Declarations declarations;

    private Comparison(Map<Hook, Reach> reached, Declarations declarations) {
        this.reached = reached;
        this.declarations = declarations;
    }

    static Comparison of(OurClasses classes) {
        Declarations declarations = Declarations.of(classes);
        Lookups lookups = new Lookups(classes);
        Map<Hook, Reach> reached = new LinkedHashMap<>();
        for (Hook hook : declarations.hooks()) {
            reached.put(hook, Walk.from(hook, classes, lookups));
        }
        return new Comparison(reached, declarations);
    }

    /** The same reach under other declarations. */
    Comparison under(Declarations others) {
        return new Comparison(reached, others);
    }

    /** What the hook with that advice class reaches. */
    Reach of(String adviceClass) {
        return reached.entrySet().stream()
                .filter(each -> each.getKey().toString().startsWith(adviceClass + " "))
                .map(Map.Entry::getValue)
                .findAny()
                .orElseThrow();
    }

    Declarations declarations() {
        return declarations;
    }

    /** Each member that a hook reaches and one of its features does not require, with the way to it. */
    List<String> missing() {
        Map<String, List<String>> ways = new TreeMap<>();
        reached.forEach((hook, reach) -> reach.needs().forEach((member, need) -> {
            for (Feature feature : featuresWithout(hook, member, need)) {
                ways.computeIfAbsent(feature + " does not require " + member, ignored -> new ArrayList<>())
                        .add(hook + ": " + reach.path(member));
            }
        }));
        List<String> missing = new ArrayList<>();
        ways.forEach((what, hows) -> missing.add(what + ", which is reached by " + shortest(hows)
                + (hows.size() == 1 ? "" : " (and by " + (hows.size() - 1) + " more)")));
        return missing;
    }

    private static String shortest(List<String> texts) {
        return Collections.min(texts, Comparator.comparing(String::length));
    }

    /** Each member that a feature requires and none of its hooks reaches. */
    List<String> superfluous() {
        List<String> superfluous = new ArrayList<>();
        for (Feature feature : Feature.values()) {
            Set<KafkaMember> ofFeature = new TreeSet<>();
            reached.forEach((hook, reach) -> {
                if (hook.features().contains(feature)) {
                    ofFeature.addAll(reach.needs().keySet());
                }
            });
            for (KafkaMember member : declarations.required(feature).keySet()) {
                if (!ofFeature.contains(member)) {
                    superfluous.add(feature + " requires " + member + ", which none of its hooks reaches");
                }
            }
        }
        reached.forEach((hook, reach) -> hook.own().stream()
                .filter(member -> !reach.needs().containsKey(member))
                .forEach(member -> superfluous.add(hook + " requires " + member + ", which it does not reach")));
        return superfluous;
    }

    /** Each place where a name is looked up that the bytecode does not tell. */
    List<String> unreadable() {
        List<String> unreadable = new ArrayList<>();
        reached.forEach((hook, reach) -> reach.unreadable()
                .forEach(path -> unreadable.add(hook + " looks up a name that is not a constant: " + path)));
        return unreadable;
    }

    /** The annotations that are missing, to be pasted; those of an optional hook alone belong on its advice class. */
    String annotations() {
        Map<String, Requirements> requirements = new TreeMap<>();
        reached.forEach((hook, reach) -> reach.needs().forEach((member, need) -> {
            Set<Feature> without = featuresWithout(hook, member, need);
            if (!without.isEmpty()) {
                requirements
                        .computeIfAbsent(
                                hook.optional() ? "// on " + hook.name() + "\n" : "", any -> new Requirements())
                        .add(without, member, need);
            }
        }));
        StringBuilder text = new StringBuilder();
        requirements.forEach((place, some) -> text.append(place).append(some).append('\n'));
        return text.toString();
    }

    private Set<Feature> featuresWithout(Hook hook, KafkaMember member, Need need) {
        Set<Feature> without = EnumSet.noneOf(Feature.class);
        for (Feature feature : hook.features()) {
            if (!declarations.covers(hook, feature, member, need)) {
                without.add(feature);
            }
        }
        return without;
    }

    /** Hook, features, members; a member in brackets is not needed in every release. */
    String table() {
        StringBuilder table = new StringBuilder();
        reached.forEach((hook, reach) -> {
            table.append(hook).append(' ').append(hook.features()).append('\n');
            reach.needs()
                    .forEach((member, need) -> table.append("    ")
                            .append(need == Need.ALWAYS ? member.toString() : "[" + member + "]")
                            .append('\n'));
        });
        return table.toString();
    }
}
