package io.kafkalifeline.agent.weaving.reach;

import io.kafkalifeline.weave.Feature;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Requirements as {@code @Requires} spells them: one annotation for each class of Kafka's and set of features. */
final class Requirements {
    private final Map<KafkaMember, Set<Feature>> features = new TreeMap<>();
    private final Map<KafkaMember, Need> needs = new TreeMap<>();

    void add(Set<Feature> someFeatures, KafkaMember member, Need need) {
        features.computeIfAbsent(member, ignored -> EnumSet.noneOf(Feature.class))
                .addAll(someFeatures);
        needs.merge(member, need, (one, other) -> one.compareTo(other) < 0 ? one : other);
    }

    @Override
    public String toString() {
        Map<String, List<String>> members = new TreeMap<>();
        features.forEach(
                (member, ofMember) -> members.computeIfAbsent(beginning(member, ofMember), b -> new ArrayList<>())
                        .add(member.name()));
        return members.entrySet().stream()
                .map(each -> each.getKey() + ", members = " + list(each.getValue()) + ")")
                .collect(Collectors.joining("\n"));
    }

    private String beginning(KafkaMember member, Set<Feature> ofMember) {
        return "@Requires(type = \"" + member.type() + "\", feature = "
                + braced(ofMember.stream().map(Feature::name).toList())
                + (needs.get(member) == Need.WITH_ITS_CLASS ? ", optional = true" : "");
    }

    /** A member brings its class along. */
    private static String list(List<String> members) {
        return braced(members.stream()
                .filter(name -> !name.isEmpty())
                .map(name -> '"' + name + '"')
                .toList());
    }

    private static String braced(List<String> elements) {
        return elements.size() == 1 ? elements.get(0) : "{" + String.join(", ", elements) + "}";
    }
}
