package io.kafkalifeline.agent.weaving;

import static io.kafkalifeline.agent.weaving.SampleLoader.CHANNEL;
import static io.kafkalifeline.agent.weaving.SampleLoader.GONE;
import static java.util.stream.Collectors.joining;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.lang.ref.WeakReference;
import java.util.List;
import java.util.function.UnaryOperator;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.agent.ByteBuddyAgent;
import net.bytebuddy.asm.MemberRemoval;
import org.apache.kafka.sample.Channel;
import org.apache.kafka.sample.Gone;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class WeavingTest {
    @BeforeAll
    static void install() {
        SampleAgent.install();
    }

    private final SampleLoader loader = new SampleLoader("sample");

    @Test
    void aHookSeesTheCallAndReplacesItsResult() {
        assertThat(loader.channel().apply("answer")).isEqualTo("asked answer, true: answer to answer");
    }

    @Test
    void aHookOfAStaticMethod() {
        assertThat(loader.channel().apply("lookup")).isEqualTo("address of lookup seen");
    }

    @Test
    void aHookReplacesTheBody() {
        assertThat(loader.channel().apply("skip")).isEqualTo("skipped");
    }

    @Test
    void nullLeavesTheResultAsItIs() {
        assertThat(loader.channel().apply("number")).isEqualTo("1");
    }

    @Test
    void anExceptionThatIsMeantForTheCallerArrives() {
        UnaryOperator<String> channel = loader.channel();
        assertThatThrownBy(() -> channel.apply("judge"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("meant for the caller");
    }

    @Test
    void aHookThatFailsIsReportedOnceWithoutItsMessageAndChangesNothing() {
        UnaryOperator<String> channel = loader.channel();
        List<String> lines = StandardError.linesOf(() -> channel.apply("broken") + channel.apply("broken"));
        assertThat(channel.apply("broken")).isEqualTo("unharmed");
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0))
                .contains("ChannelHooks$Broken.enter failed, Kafka goes on without it: java.lang.IllegalStateException")
                .contains(" at ");
        assertThat(lines.get(1)).contains("ChannelHooks$Broken.exit failed");
        assertThat(lines).noneMatch(line -> line.contains("secret"));
    }

    @Test
    void classesThatWereLoadedBeforeAreRewritten() {
        assertThat(SampleAgent.early().apply("lookup")).isEqualTo("address of lookup seen");
    }

    @Test
    void theFirstClientOfALoaderIsAnnouncedWithVersionLoaderAndFeatures() {
        List<String> lines = StandardError.linesOf(() -> loader.channel().apply("plain"));
        assertThat(lines).hasSize(1);
        assertThat(lines.get(0))
                .contains("serves kafka-clients 9.9.9 in sample class loader: reauthentication on, tracing on");
    }

    @Test
    void everyLoaderHasABridgeOfItsOwn() {
        UnaryOperator<String> one = loader.channel();
        UnaryOperator<String> other = new SampleLoader("other").channel();
        assertThat(one.apply("bridge")).contains("REAUTHENTICATION").contains("RECORDING");
        assertThat(one.apply("bridge")).isEqualTo(loader.channel().apply("bridge"));
        assertThat(one.apply("bridge")).isNotEqualTo(other.apply("bridge"));
    }

    /** Call sites alone would not hold it: they are made anew. */
    @Test
    void theBridgeOutlivesARetransformationByAnotherAgent() throws Exception {
        UnaryOperator<String> channel = loader.channel();
        String before = channel.apply("bridge");
        for (int i = 0; i < 3; i++) {
            ByteBuddyAgent.getInstrumentation().retransformClasses(channel.getClass());
            System.gc();
        }
        assertThat(channel.apply("bridge")).isEqualTo(before);
    }

    @Test
    void aMissingMethodLeavesOutItsFeatureAndNoOther() {
        loader.offer(CHANNEL, without("skip"));
        List<String> lines = StandardError.linesOf(loader::channel);
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0)).contains("reauthentication off, tracing on");
        assertThat(lines.get(1))
                .endsWith("reauthentication stays off in kafka-clients 9.9.9 in sample class loader,"
                        + " which has another shape: no org.apache.kafka.sample.Channel.skip()");
        assertThat(loader.channel().apply("judge")).isEqualTo("judged");
        assertThat(loader.channel().apply("lookup")).endsWith("seen");
        assertThat(loader.channel().apply("bridge")).startsWith("[RECORDING, DIAGNOSIS]");
    }

    @Test
    void aMissingMethodThatBothNeedLeavesOutBoth() {
        loader.offer(CHANNEL, without("answer"));
        List<String> lines = StandardError.linesOf(loader::channel);
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0)).contains("reauthentication off, tracing off");
        assertThat(loader.channel().apply("lookup")).isEqualTo("address of lookup");
    }

    @Test
    void aMissingFieldLeavesOutTheFeatureThatRequiresIt() {
        byte[] renamed = new ByteBuddy()
                .redefine(Channel.class)
                .visit(new MemberRemoval().stripFields(named("name")))
                .make()
                .getBytes();
        String said = StandardError.linesOf(() -> loader.offer(CHANNEL, renamed).loadClass(CHANNEL)).stream()
                .collect(joining("\n"));
        assertThat(said).contains("no org.apache.kafka.sample.Channel.name").contains("tracing on");
    }

    @Test
    void aClassThatIsNotInEveryReleaseIsNotMissed() {
        List<String> lines = StandardError.linesOf(() -> loader.without(GONE).loadClass(CHANNEL));
        assertThat(lines).hasSize(1);
        assertThat(lines.get(0)).contains("reauthentication on, tracing on");
    }

    @Test
    void aMemberOfAClassThatIsThereIsMissed() {
        List<String> lines =
                StandardError.linesOf(() -> loader.offer(GONE, emptied()).loadClass(CHANNEL));
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0)).contains("reauthentication off, tracing on");
        assertThat(lines.get(1)).contains("no org.apache.kafka.sample.Gone.member");
    }

    @Test
    void anOptionalHookIsLeftOutAloneWhereItsOwnRequirementsAreMissing() {
        assertThat(loader.channel().apply("spare")).isEqualTo("spared");
        assertThat(new SampleLoader("emptied").offer(GONE, emptied()).channel().apply("spare"))
                .isEqualTo("unharmed");
        assertThat(new SampleLoader("gone").without(GONE).channel().apply("spare"))
                .isEqualTo("unharmed");
    }

    private static byte[] emptied() {
        return new ByteBuddy()
                .redefine(Gone.class)
                .visit(new MemberRemoval().stripFields(named("member")))
                .make()
                .getBytes();
    }

    @Test
    void aHookThatCannotBeLinkedSwitchesEverythingOffAtOnce() {
        UnaryOperator<String> channel = loader.without(GONE).channel();
        assertThat(channel.apply("lookup")).endsWith("seen");
        List<String> lines = StandardError.linesOf(() -> channel.apply("unlinked") + channel.apply("unlinked"));
        assertThat(lines).hasSize(1);
        assertThat(lines.get(0))
                .contains("everything is off in kafka-clients 9.9.9 in sample class loader")
                .contains("ChannelHooks$Unlinked.exit cannot be linked");
        assertThat(channel.apply("unlinked")).isEqualTo("unharmed");
        assertThat(channel.apply("lookup")).isEqualTo("address of lookup");
        assertThat(channel.apply("judge")).isEqualTo("judged");
    }

    @Test
    void aHookThatHasMadeSomethingWaitLetsItGoOnceEverythingIsOff() {
        UnaryOperator<String> channel = loader.without(GONE).channel();
        assertThat(channel.apply("number")).isEqualTo("1");
        StandardError.linesOf(() -> channel.apply("unlinked"));
        assertThat(channel.apply("number")).isEqualTo("2");
    }

    @Test
    void aClassThatIsNotWhatItsLoaderOffersSwitchesEverythingOff() {
        loader.defineAs(CHANNEL, without("skip"));
        List<String> lines = StandardError.linesOf(loader::channel);
        assertThat(lines).hasSize(2);
        assertThat(lines.get(1)).contains("cannot be rewritten").contains("Channel.skip()");
        assertThat(loader.channel().apply("lookup")).isEqualTo("address of lookup");
    }

    @Test
    void aLoaderThatIsDoneWithIsCollected() {
        WeakReference<ClassLoader> reference = usedAndDropped();
        await().until(() -> {
            System.gc();
            return reference.get() == null;
        });
    }

    private static WeakReference<ClassLoader> usedAndDropped() {
        SampleLoader dropped = new SampleLoader("dropped");
        assertThat(dropped.channel().apply("bridge")).contains("RECORDING");
        assertThat(dropped.channel().apply("answer")).contains("true");
        return new WeakReference<>(dropped);
    }

    private static byte[] without(String method) {
        return new ByteBuddy()
                .redefine(Channel.class)
                .visit(new MemberRemoval().stripMethods(named(method)))
                .make()
                .getBytes();
    }
}
