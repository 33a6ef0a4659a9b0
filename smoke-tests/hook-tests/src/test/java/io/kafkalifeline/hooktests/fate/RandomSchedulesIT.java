package io.kafkalifeline.hooktests.fate;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkalifeline.hooktests.AgentLines;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever a cluster does to sessions and connections, once it is over every client works, and every record is accounted
 * for. {@code -Dseed=} plays one schedule again; {@code -Dseeds=} plays so many.
 */
class RandomSchedulesIT {
    private static final int THINGS = 8;

    static LongStream few() {
        Long seed = Long.getLong("seed");
        return seed != null ? LongStream.of(seed) : ThreadLocalRandom.current().longs(1, 0, 1_000_000);
    }

    static LongStream many() {
        return ThreadLocalRandom.current().longs(Integer.getInteger("seeds", 5), 0, 1_000_000);
    }

    @ParameterizedTest(name = "-Dseed={0}")
    @MethodSource("few")
    void afterTheLastFaultAllWorkAndNothingIsLost(long seed) throws Exception {
        play(seed);
    }

    @Tag("complete")
    @ParameterizedTest(name = "-Dseed={0}")
    @MethodSource("many")
    void norInManyMoreSchedules(long seed) throws Exception {
        play(seed);
    }

    private static void play(long seed) throws Exception {
        Source source = new Source();
        int failuresBefore = AgentLines.failures().size();
        try (Nodes nodes = new Nodes()) {
            Fate fate = new Fate(seed, nodes, source);
            try (Lives lives = new Lives(nodes, source, "-of-" + seed)) {
                lives.awaitAtWork();
                fate.play(THINGS, lives);
                try {
                    lives.awaitAtWork();
                } catch (RuntimeException e) {
                    throw new AssertionError("seed " + seed + ": " + lives.progress() + " after " + fate.told(), e);
                }
                lives.end();
                lives.check("seed " + seed + ": " + fate.told());
                assertThat(AgentLines.failures())
                        .as("seed %s: hooks that failed", seed)
                        .hasSize(failuresBefore);
            }
        }
    }
}
