package io.kafkalifeline.session;

import static io.kafkalifeline.session.traffic.Nanos.PER_MS;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkalifeline.session.Life.Fate.Answer;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;

/** All decisions together, over many connections, in random interleavings. */
class LifePropertiesTest {
    private static final String SEED = "1177";
    private static final List<Answer> BAD = List.of(Answer.REFUSE, Answer.CLOSE, Answer.HANG);
    private static final long SECOND = 1_000 * PER_MS;

    @Property(tries = 150, seed = SEED)
    void whateverBecomesOfReauthenticationsNobodyIsTold(@ForAll("lifetimes") long lifetimeMs, @ForAll long seed) {
        Random dice = new Random(~seed);
        Life.Outcome outcome = run(seed, 40, "Access denied", new Healthy(lifetimeMs) {
            @Override
            public Answer answer(long nowNanos, boolean again) {
                return again && dice.nextInt(3) == 0 ? BAD.get(dice.nextInt(BAD.size())) : Answer.GRANT;
            }
        });
        assertUnharmed(outcome);
        assertThat(outcome.answered).isPositive();
    }

    @Property(tries = 100, seed = SEED)
    void aRefusalThatPassesInTimeIsNeverTold(
            @ForAll("lifetimes") long lifetimeMs,
            @ForAll @LongRange(min = 5, max = 20) long fromS,
            @ForAll @LongRange(min = 1, max = 29) long forS,
            @ForAll long seed) {
        Life.Outcome outcome =
                run(seed, 70, "[x]: Too many connects", refusing(lifetimeMs, fromS * SECOND, (fromS + forS) * SECOND));
        assertUnharmed(outcome);
        assertThat(outcome.longestGapNanos).isLessThan((forS + 1) * SECOND + 6 * SECOND + lifetimeMs * PER_MS);
    }

    @Property(tries = 100, seed = SEED)
    void aRefusalForGoodIsToldWithinThePatienceAndTriedOnceASecond(
            @ForAll("lifetimes") long lifetimeMs, @ForAll @LongRange(min = 5, max = 20) long fromS, @ForAll long seed) {
        Life.Outcome outcome = run(seed, 60, "Access denied", refusing(lifetimeMs, fromS * SECOND, Long.MAX_VALUE));
        assertThat(outcome.told).isPositive();
        assertThat(outcome.firstToldNanos).isBetween(fromS * SECOND, fromS * SECOND + lifetimeMs * PER_MS + 6 * SECOND);
        assertThat(outcome.quickAttempts).as("attempts within a second").isLessThanOrEqualTo(4);
    }

    @Property(tries = 50, seed = SEED)
    void whoeverWasNeverLetInIsToldAtOnce(@ForAll long seed) {
        Life.Outcome outcome = run(seed, 10, "Too many connects", refusing(3_000, 0, Long.MAX_VALUE));
        assertThat(outcome.firstToldNanos).isLessThan(10 * PER_MS);
        assertThat(outcome.told).isEqualTo(outcome.attempts);
    }

    @Property(tries = 150, seed = SEED)
    void aSlowOrFailingSourceStopsNobodyWhoseSessionLasts(
            @ForAll @LongRange(min = 6_000, max = 60_000) long lifetimeMs,
            @ForAll @LongRange(min = 0, max = 4_000) long sourceMs,
            @ForAll @LongRange(min = 0, max = 2_000) long downMs,
            @ForAll long seed) {
        Life.Outcome outcome = run(seed, 120, "Access denied", new Healthy(lifetimeMs) {
            @Override
            public long sourceNanos(long nowNanos) {
                return Math.min(sourceMs, lifetimeMs / 4) * PER_MS;
            }

            @Override
            public boolean sourceFails(long nowNanos) {
                return nowNanos % (10 * SECOND) < Math.min(downMs, lifetimeMs / 8) * PER_MS;
            }
        });
        assertUnharmed(outcome);
        assertThat(outcome.blockedAlive).isZero();
        assertThat(outcome.attempts).isOne();
        assertThat(outcome.longestGapNanos / PER_MS).isLessThanOrEqualTo(100);
    }

    /**
     * A source that has failed, a session that is over, a throttle: the times of each are past, and nothing can be
     * done.
     */
    @Property(tries = 200, seed = SEED)
    void aPollThatDoesNotWaitDoesSomething(
            @ForAll("lifetimes") long lifetimeMs,
            @ForAll @LongRange(min = 0, max = 20_000) long throttleMs,
            @ForAll @LongRange(min = 0, max = 40_000) long sourceMs,
            @ForAll @LongRange(min = 0, max = 3_000) long pauseMs,
            @ForAll("clocks") long clockNanos,
            @ForAll long seed) {
        Random dice = new Random(~seed);
        Life.Outcome outcome = run(seed, 120, "Access denied", new Healthy(lifetimeMs) {
            @Override
            public Answer answer(long nowNanos, boolean again) {
                return again && dice.nextInt(10) == 0 ? BAD.get(dice.nextInt(BAD.size())) : Answer.GRANT;
            }

            @Override
            public long lifetimeMs(long nowNanos) {
                return dice.nextInt(5) == 0 ? dice.nextInt(3_000) : lifetimeMs;
            }

            @Override
            public long sourceNanos(long nowNanos) {
                return dice.nextInt(3) == 0 ? sourceMs * PER_MS : PER_MS;
            }

            @Override
            public boolean sourceFails(long nowNanos) {
                return dice.nextInt(3) == 0;
            }

            @Override
            public long throttleNanos(long nowNanos) {
                return dice.nextInt(20) == 0 ? throttleMs * PER_MS : 0;
            }

            @Override
            public long pauseNanos(long nowNanos) {
                return dice.nextInt(50) == 0 ? pauseMs * PER_MS : 0;
            }

            @Override
            public long clockNanos() {
                return clockNanos;
            }
        });
        SessionPropertiesTest.assertFaultless(outcome.faults);
        assertThat(outcome.illegalSaslState).as("renewals within the second").isZero();
        assertThat(outcome.told).as("told").isZero();
        assertThat(outcome.answered).isPositive();
    }

    private static void assertUnharmed(Life.Outcome outcome) {
        assertThat(outcome.told).as("told").isZero();
        assertThat(outcome.expiredKilled).as("requests after the end").isZero();
        assertThat(outcome.illegalSaslState).as("renewals within the second").isZero();
        SessionPropertiesTest.assertFaultless(outcome.faults);
    }

    private static Life.Outcome run(long seed, int seconds, String refusal, Life.Fate fate) {
        Simulation simulation = new Simulation(seed);
        Life life = new Life(simulation, fate, refusal);
        life.start();
        simulation.runFor(seconds * SECOND);
        return life.outcome;
    }

    private static Life.Fate refusing(long lifetimeMs, long fromNanos, long untilNanos) {
        return new Healthy(lifetimeMs) {
            @Override
            public Answer answer(long nowNanos, boolean again) {
                return nowNanos >= fromNanos && nowNanos < untilNanos ? Answer.REFUSE : Answer.GRANT;
            }
        };
    }

    @Provide
    Arbitrary<Long> lifetimes() {
        return Arbitraries.oneOf(
                Arbitraries.of(100L, 300L, 500L, 740L, 936L, 1_000L, 1_060L, 1_177L, 1_500L, 3_000L),
                Arbitraries.longs().between(100, 3_000));
    }

    @Provide
    Arbitrary<Long> clocks() {
        return Arbitraries.of(0L, 1L << 40, -1L << 40, Long.MAX_VALUE - 20 * SECOND + 1, Long.MIN_VALUE);
    }

    /** Grants always, with a source that answers at once. */
    private static class Healthy implements Life.Fate {
        private final long lifetimeMs;

        Healthy(long lifetimeMs) {
            this.lifetimeMs = lifetimeMs;
        }

        @Override
        public Answer answer(long nowNanos, boolean again) {
            return Answer.GRANT;
        }

        @Override
        public long lifetimeMs(long nowNanos) {
            return lifetimeMs;
        }

        @Override
        public long sourceNanos(long nowNanos) {
            return PER_MS / 2;
        }

        @Override
        public boolean sourceFails(long nowNanos) {
            return false;
        }
    }
}
