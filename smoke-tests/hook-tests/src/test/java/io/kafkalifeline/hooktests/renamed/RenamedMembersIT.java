package io.kafkalifeline.hooktests.renamed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A kafka-clients that has another name for one member which a feature needs: the features that need it are off and said
 * to be off, the others do all of their work.
 */
class RenamedMembersIT {
    private static final KafkaJar KAFKA = KafkaJar.onClassPath();
    private static final NeededMembers NEEDED = NeededMembers.in(System.getProperty("agent.jar"));

    @Test
    void aClientWithItsOwnNamesHasAllFeatures() throws Exception {
        new RenamedClient(null, KAFKA).play(EnumSet.noneOf(Switch.class));
    }

    @ParameterizedTest
    @MethodSource
    void itCostsPreciselyTheFeaturesThatNeedIt(Member member) throws Exception {
        new RenamedClient(member, KAFKA).play(NEEDED.without(member));
    }

    @Tag("complete")
    @ParameterizedTest
    @MethodSource
    void everyOtherCostsPreciselyTheFeaturesThatNeedIt(Member member) throws Exception {
        new RenamedClient(member, KAFKA).play(NEEDED.without(member));
    }

    @Test
    void everyPrivateMemberIsRenamed() {
        SortedMap<String, List<Member>> kept = new TreeMap<>();
        NEEDED.all().forEach(member -> {
            String reason = KAFKA.reasonToKeep(member);
            if (reason != null) {
                kept.computeIfAbsent(reason, ignored -> new ArrayList<>()).add(member);
            }
        });
        kept.forEach((reason, members) -> System.out.println("not renamed, since " + reason + ": " + members));
        assertThat(kept.values()).allSatisfy(members -> assertThat(members).noneMatch(KAFKA::isPrivate));
        assertThat(renamed()).hasSizeGreaterThan(50);
    }

    /** One member for each set of features and package of Kafka's. */
    static List<Member> itCostsPreciselyTheFeaturesThatNeedIt() {
        Set<Object> met = new HashSet<>();
        return renamed().stream()
                .filter(member -> met.add(List.of(
                        NEEDED.without(member),
                        member.type().substring(0, member.type().lastIndexOf('/')))))
                .toList();
    }

    static List<Member> everyOtherCostsPreciselyTheFeaturesThatNeedIt() {
        List<Member> others = new ArrayList<>(renamed());
        others.removeAll(itCostsPreciselyTheFeaturesThatNeedIt());
        return others;
    }

    private static List<Member> renamed() {
        return NEEDED.all().stream()
                .filter(member -> KAFKA.reasonToKeep(member) == null)
                .toList();
    }
}
