package io.kafkalifeline.agent.weaving;

import io.kafkalifeline.weave.Feature;
import java.util.EnumSet;
import java.util.List;
import java.util.function.UnaryOperator;
import net.bytebuddy.agent.ByteBuddyAgent;

/** The transformer of these tests, once in a JVM: it serves every {@link SampleLoader}. */
final class SampleAgent {
    private static final String SAMPLE = "io.kafkalifeline.agent.weaving.sample.";

    private static UnaryOperator<String> early;

    private SampleAgent() {}

    static synchronized void install() {
        if (early != null) {
            return;
        }
        early = new SampleLoader("early").channel();
        new KafkaTransformer(
                        ByteBuddyAgent.getInstrumentation(),
                        new HookPackage(SAMPLE, List.of(SAMPLE + "ChannelHooks"), List.of(), SAMPLE + "Start"),
                        new Wanted(EnumSet.allOf(Feature.class), true, List.of()),
                        (features, kafka) -> new SampleServices(features))
                .install();
    }

    /** A channel whose class was loaded before. */
    static UnaryOperator<String> early() {
        return early;
    }
}
