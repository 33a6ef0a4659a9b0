package io.kafkalifeline.agent.weaving.reach;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

/** The test of {@link ReachTest}: what it sees in hooks that were made for it. */
class ReachOfSamplesTest {
    private static final Comparison SAMPLES = Comparison.of(
            OurClasses.compiledWith(ReachOfSamplesTest.class).below("io.kafkalifeline.agent.weaving.reach.sample"));
    private static final KafkaMember CHANNEL = new KafkaMember("sample.Channel", "");
    private static final KafkaMember GONE = new KafkaMember("sample.Gone", "");
    private static final KafkaMember APPLY = new KafkaMember("sample.Channel", "apply()");
    private static final KafkaMember SKIP = new KafkaMember("sample.Channel", "skip()");

    @Test
    void aMemberThatOneFeatureDoesNotRequireIsNamedWithHookAndPath() {
        assertThat(SAMPLES.missing())
                .contains("RECORDING does not require sample.Channel.name, which is reached by"
                        + " Doors.OneFeatureDoesNotRequireIt (sample.Channel.plain):"
                        + " Doors.OneFeatureDoesNotRequireIt.enter() → Room's initialiser → sample.Channel.name");
        assertThat(SAMPLES.annotations())
                .contains("@Requires(type = \"sample.Channel\", feature = RECORDING, members = \"name\")");
    }

    @Test
    void aRequiredMemberThatNobodyReachesIsNamed() {
        assertThat(SAMPLES.superfluous())
                .contains("DIAGNOSIS requires sample.Channel.nobodyReachesThis, which none of its hooks reaches");
    }

    @Test
    void whatAHookRefersToItself() {
        assertThat(reached("Directly")).containsExactly(CHANNEL, APPLY);
    }

    @Test
    void lambdasAndMethodReferencesAreFollowed() {
        assertThat(reached("ByLambda")).containsExactly(CHANNEL, APPLY);
        assertThat(reached("ByReference")).containsExactly(CHANNEL);
    }

    @Test
    void aCallOfAnInterfaceEndsInWhoeverImplementsIt() {
        assertThat(reached("ByInterface")).containsExactly(CHANNEL, APPLY);
    }

    @Test
    void whoeverMakesAnObjectAnswersForWhatOthersCall() {
        assertThat(reached("ByObjectThatOthersCall")).containsExactly(CHANNEL, APPLY);
    }

    @Test
    void superclassesAreInitialisedAndConstantsInitialiseNothing() {
        assertThat(reached("ByInitialiserOfSuperclass")).contains(CHANNEL);
        assertThat(reached("ConstantsInitialiseNothing")).isEmpty();
    }

    @Test
    void aLookupThatGetsAlongWithoutTheMemberNeedsNoRequirement() {
        assertThat(SAMPLES.of("Doors.WhatMayBeMissing").needs()).containsEntry(SKIP, Need.NEVER);
        assertThat(SAMPLES.of("Doors.WhatMustNotBeMissing").needs()).containsEntry(SKIP, Need.ALWAYS);
    }

    @Test
    void aNameThatIsNotInTheBytecodeIsReported() {
        assertThat(SAMPLES.unreadable())
                .contains("Doors.NameFromElsewhere (sample.Channel.bridge) looks up a name that is not a constant:"
                        + " Doors.NameFromElsewhere.enter()");
    }

    @Test
    void anOptionalHookHasRequirementsOfItsOwn() {
        assertThat(SAMPLES.missing()).noneMatch(line -> line.contains("OptionalAndRequired"));
        assertThat(SAMPLES.missing())
                .contains("DIAGNOSIS does not require sample.Gone, which is reached by"
                        + " Doors.OptionalAndForgotten (sample.Channel.notInThisRelease):"
                        + " Doors.OptionalAndForgotten.enter() → sample.Gone");
        assertThat(SAMPLES.annotations())
                .contains("// on Doors.OptionalAndForgotten\n"
                        + "@Requires(type = \"sample.Gone\", feature = DIAGNOSIS, members = {})");
    }

    @Test
    void whatIsBehindAClassThatAsksForClassesIsNeededWithItsClass() {
        assertThat(SAMPLES.of("Doors.ByClassThatAsks").needs()).containsEntry(GONE, Need.WITH_ITS_CLASS);
        assertThat(SAMPLES.missing()).noneMatch(line -> line.contains("ByClassThatAsks"));
    }

    private static Set<KafkaMember> reached(String advice) {
        return SAMPLES.of("Doors." + advice).needs().keySet();
    }
}
