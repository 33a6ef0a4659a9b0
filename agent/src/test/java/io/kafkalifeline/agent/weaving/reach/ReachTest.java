package io.kafkalifeline.agent.weaving.reach;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkalifeline.agent.weaving.HookPackage;
import io.kafkalifeline.weave.Feature;
import io.kafkalifeline.weave.HookIndex;
import io.kafkalifeline.weave.Rewrites;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/**
 * Each feature requires precisely what its hooks can reach of Kafka, read from the bytecode: a member that is missing
 * in some release switches off the features that need it, and no other feature stumbles over it.
 */
class ReachTest {
    private static final OurClasses CLASSES = OurClasses.compiledWith(HookIndex.class, HookPackage.class);
    private static final Comparison COMPARISON = Comparison.of(CLASSES);

    @Test
    void theAgentReadsTheAnnotationsOfAllClasses() {
        assertThat(HookIndex.classNames()).containsExactlyInAnyOrderElementsOf(names(ReachTest::isDoor));
        assertThat(HookIndex.requirementNames())
                .containsExactlyInAnyOrderElementsOf(names(each -> !each.requirements()
                                .isEmpty()
                        && !isDoor(each)
                        && each.annotated(io.kafkalifeline.weave.Hook.class).isEmpty()));
    }

    private static boolean isDoor(OurClass each) {
        return !each.annotated(Rewrites.class).isEmpty();
    }

    private static List<String> names(Predicate<OurClass> wanted) {
        return CLASSES.all().stream()
                .filter(wanted)
                .map(each -> each.name.replace('/', '.'))
                .toList();
    }

    @Test
    void theNamesOfAllMembersThatAreLookedUpCanBeRead() {
        assertThat(COMPARISON.unreadable()).isEmpty();
    }

    @Test
    void whatAHookReachesIsRequiredByEachOfItsFeatures() {
        assertThat(COMPARISON.missing())
                .as("to be added:\n%s\nreached and not required", COMPARISON.annotations())
                .isEmpty();
    }

    @Test
    void whatAFeatureRequiresIsReachedByOneOfItsHooks() {
        assertThat(COMPARISON.superfluous()).isEmpty();
    }

    @Test
    void eachSingleRequirementThatIsLeftOutIsFound() {
        Declarations all = COMPARISON.declarations();
        List<String> notFound = new ArrayList<>();
        for (Feature feature : Feature.values()) {
            for (KafkaMember member : all.required(feature).keySet()) {
                String sought = feature + " does not require " + member + ", ";
                boolean remains = member.isType() || all.isHooked(feature, member);
                List<String> missing =
                        COMPARISON.under(all.without(feature, member)).missing();
                if (!remains && missing.stream().noneMatch(line -> line.startsWith(sought))) {
                    notFound.add(sought);
                }
            }
        }
        assertThat(notFound).isEmpty();
    }

    @Test
    void aRequirementTooManyIsFoundInEachFeature() {
        KafkaMember nobodys = new KafkaMember("clients.NetworkClient", "nobodyReachesThis");
        for (Feature feature : Feature.values()) {
            Declarations more = COMPARISON.declarations().with(feature, nobodys);
            assertThat(COMPARISON.under(more).superfluous())
                    .contains(feature + " requires " + nobodys + ", which none of its hooks reaches");
        }
    }

    /** For who wants to look: {@code -Dreach.table=true}. */
    @Test
    void theTableOfHooksAndMembersCanBePrinted() {
        if (Boolean.getBoolean("reach.table")) {
            System.out.println(COMPARISON.table());
        }
        assertThat(COMPARISON.table()).contains("NetworkClientHooks.Poll");
    }
}
