package io.kafkalifeline.session;

import static io.kafkalifeline.session.traffic.Nanos.PER_MS;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkalifeline.session.Scenario.Mix;
import io.kafkalifeline.session.Wire.Delay;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;

/** Rules R1–R8 against a broker that keeps its own rules, whatever the network and the lifetimes. */
class SessionPropertiesTest {
    /** The same cases in every build; other seeds and more tries are for whoever changes a rule. */
    private static final String SEED = "936";

    @Property(tries = 200, seed = SEED)
    void noRequestOutlivesItsSessionAndNoRenewalComesWithinTheSecond(
            @ForAll("scenarios") Scenario scenario, @ForAll("lifetimes") long lifetimeMs, @ForAll long seed) {
        Counts counts = run(scenario, Lifetimes.always(lifetimeMs), seed, 10);
        assertUnharmed(counts);
        if (lifetimeMs > leastUsefulMs(scenario)) {
            assertThat(counts.written).isGreaterThanOrEqualTo(counts.grants - 1);
        }
    }

    @Property(tries = 200, seed = SEED)
    void norWithLifetimesThatDifferFromSessionToSession(@ForAll("scenarios") Scenario scenario, @ForAll long seed) {
        assertUnharmed(run(scenario, Lifetimes.random(new Random(~seed), 50, 3_000), seed, 10));
    }

    @Property(tries = 100, seed = SEED)
    void norWithSessionsThatAreNotExtendedBeforeTheirEnd(
            @ForAll("scenarios") Scenario scenario,
            @ForAll @LongRange(min = 200, max = 6_000) long fullMs,
            @ForAll long seed) {
        Counts counts = run(scenario, Lifetimes.shrinking(fullMs), seed, 20);
        assertUnharmed(counts);
        long sessions = 20_000 / fullMs + 1;
        assertThat(counts.renewals).as("no geometric series").isLessThanOrEqualTo((int) (3 * sessions));
    }

    @Property(tries = 200, seed = SEED)
    void norWithPausesOfTheClientsMachine(
            @ForAll("scenarios") Scenario scenario,
            @ForAll("lifetimes") long lifetimeMs,
            @ForAll @LongRange(min = 1, max = 2_000) long pauseMs,
            @ForAll long seed) {
        Delay pause = new Delay(0, pauseMs * PER_MS);
        assertUnharmed(run(scenario.pausing(pause), Lifetimes.always(lifetimeMs), seed, 10));
    }

    @Property(tries = 100, seed = SEED)
    void aQuotaSurprisesOnceAtMost(
            @ForAll("scenarios") Scenario scenario,
            @ForAll @LongRange(min = 1, max = 2_000) long throttleMs,
            @ForAll("lifetimes") long lifetimeMs,
            @ForAll long seed) {
        Delay throttle = new Delay(throttleMs * PER_MS, throttleMs * PER_MS / 10);
        Counts counts = run(
                scenario.mixing(new Mix(0, 0, 0, 100, throttle, Delay.NONE)), Lifetimes.always(lifetimeMs), seed, 20);
        assertThat(counts.expiredKilled).isLessThanOrEqualTo(1);
        assertThat(counts.illegalSaslState).isZero();
    }

    @Property(tries = 200, seed = SEED)
    void aQuotaOfWhichNobodyIsToldSurprisesOnceAtMost(
            @ForAll("scenarios") Scenario scenario,
            @ForAll @LongRange(min = 1, max = 2_000) long throttleMs,
            @ForAll @LongRange(min = 1_000, max = 15_000) long lifetimeMs,
            @ForAll long seed) {
        Delay throttle = new Delay(throttleMs * PER_MS, throttleMs * PER_MS / 10);
        Counts counts = run(
                scenario.mixing(new Mix(0, 0, 100, 100, throttle, Delay.NONE)), Lifetimes.always(lifetimeMs), seed, 30);
        assertThat(counts.expiredKilled).isLessThanOrEqualTo(1);
        assertThat(counts.illegalSaslState).isZero();
        assertThat(counts.written).isGreaterThan(5);
    }

    @Property(tries = 200, seed = SEED)
    void aSlowLinkSurprisesNobody(
            @ForAll("scenarios") Scenario scenario,
            @ForAll @LongRange(min = 1, max = 1_000) long sendingMs,
            @ForAll @LongRange(min = 1_000, max = 15_000) long lifetimeMs,
            @ForAll long seed) {
        Assume.that(sendingMs < lifetimeMs / 4);
        Delay sending = new Delay(sendingMs * PER_MS, sendingMs * PER_MS / 20);
        Counts counts =
                run(scenario.mixing(new Mix(0, 0, 0, 0, Delay.NONE, sending)), Lifetimes.always(lifetimeMs), seed, 30);
        assertThat(counts.expiredKilled).isZero();
        assertThat(counts.illegalSaslState).isZero();
        assertThat(counts.answered).isPositive();
    }

    @Property(tries = 50, seed = SEED)
    void aSessionWithoutEndIsNeverRenewed(
            @ForAll("scenarios") Scenario scenario, @ForAll("endless") long toldMs, @ForAll long seed) {
        Counts counts = run(scenario, Lifetimes.endless(toldMs), seed, 10);
        assertThat(counts.connections).isOne();
        assertThat(counts.renewals).isZero();
        assertThat(counts.answered).isPositive();
    }

    @Property(tries = 50, seed = SEED)
    void aZeroThatMeansExpiredCostsTwoConnectionsAndThenAnAttemptPerSecond(
            @ForAll("scenarios") Scenario scenario, @ForAll long seed) {
        Counts counts = run(scenario, Lifetimes.expiredAtOnce(), seed, 10);
        assertThat(counts.connections).isEqualTo(3);
        assertThat(counts.illegalSaslState).isZero();
        assertThat(counts.renewals).isBetween(5, 10);
    }

    @Property(tries = 100, seed = SEED)
    void timeLostToShortSessionsIsWhatTheirLifetimeCosts(
            @ForAll @LongRange(min = 50, max = 3_000) long lifetimeMs, @ForAll long seed) {
        Counts counts = run(Scenario.steady(), Lifetimes.always(lifetimeMs), seed, 20);
        assertUnharmed(counts);
        double openMs = Math.max(lifetimeMs - 85, lifetimeMs / 2 - 5);
        double duty = Math.min(1, openMs / 1_010);
        assertThat(counts.answered / (20 * 200.0)).isBetween(0.85 * duty, 1.0);
    }

    @Property(tries = 50, seed = SEED)
    void sessionsOf936MsLeaveNoGapAbove250Ms(@ForAll("slowAuthentications") Scenario scenario, @ForAll long seed) {
        Counts counts = run(scenario, Lifetimes.always(936), seed, 30);
        assertUnharmed(counts);
        assertThat(counts.longestGapNanos / PER_MS).isLessThanOrEqualTo(250);
    }

    private static void assertUnharmed(Counts counts) {
        assertThat(counts.expiredKilled).as("requests after the end").isZero();
        assertThat(counts.illegalSaslState).as("renewals within the second").isZero();
        assertThat(counts.connections).isOne();
        assertFaultless(counts.faults);
    }

    static void assertFaultless(SimulatedThread.Faults faults) {
        assertThat(faults.spins).as("polls that did not wait and did nothing").isZero();
        assertThat(faults.vainWakeUps).as("vain wake-ups").isZero();
        assertThat(faults.missedChanges).as("missed changes").isZero();
        assertThat(faults.endlessHolds).as("holds that nothing ends").isZero();
    }

    private static long leastUsefulMs(Scenario scenario) {
        long trip = scenario.up().most() + scenario.down().most() + scenario.authenticateNanos() * 5 / 4;
        return trip * 3 / 2 / PER_MS + 25;
    }

    private static Counts run(Scenario scenario, Lifetimes lifetimes, long seed, int seconds) {
        Simulation simulation = new Simulation(seed);
        SimulatedClient client = new SimulatedClient(simulation, scenario, lifetimes);
        client.start();
        simulation.runFor(seconds * 1_000L * PER_MS);
        return client.counts;
    }

    @Provide
    Arbitrary<Long> endless() {
        return Arbitraries.of(0L, -1L, Long.MIN_VALUE, Long.MAX_VALUE, LifetimeKind.LONGEST_LIFETIME_MS + 1);
    }

    @Provide
    Arbitrary<Scenario> slowAuthentications() {
        return Combinators.combine(
                        micros(50, 5_000),
                        micros(50, 15_000),
                        Arbitraries.integers().between(1, 2))
                .as((way, work, rounds) ->
                        Scenario.steady().oneWay(new Delay(way, way / 2)).authenticating(work, rounds));
    }

    @Provide
    Arbitrary<Long> lifetimes() {
        return Arbitraries.oneOf(
                Arbitraries.of(50L, 100L, 300L, 500L, 740L, 936L, 1_000L, 1_060L, 1_177L, 1_500L, 3_000L),
                Arbitraries.longs().between(50, 3_000));
    }

    /**
     * The jitter of the way to the broker is bounded by 8 ms and a fifth of the round trip, the work on requests by its
     * one and a half fold: a broker that turns slow from one request to the next cannot be foreseen by anybody.
     */
    @Provide
    Arbitrary<Scenario> scenarios() {
        Arbitrary<Long> offset =
                Arbitraries.of(0L, 1L << 40, -1L << 40, Long.MAX_VALUE - 3_000 * PER_MS, Long.MIN_VALUE);
        Arbitrary<Integer> drift = Arbitraries.integers().between(-200, 200);
        Arbitrary<Delay[]> ways = Combinators.combine(
                        micros(50, 100_000), micros(50, 100_000), micros(0, 8_000), percent(20))
                .as((up, down, jitter, share) ->
                        new Delay[] {new Delay(up, jitter + (up + down) * share / 100), new Delay(down, jitter)});
        Arbitrary<Integer> rounds = Arbitraries.integers().between(1, 3);
        Arbitrary<Integer> maxInFlight = Arbitraries.integers().between(1, 5);
        Arbitrary<Delay> service = Combinators.combine(micros(50, 40_000), percent(50))
                .as((least, share) -> new Delay(least, least * share / 100));
        Arbitrary<Mix> mix = Combinators.combine(percent(50), micros(0, 500_000), percent(20))
                .as((longPoll, wait, unanswered) -> new Mix(longPoll, wait, unanswered, 0, Delay.NONE, Delay.NONE));
        return Combinators.combine(
                        Combinators.combine(offset, drift).as((o, d) -> new long[] {o, d}),
                        ways,
                        micros(50, 60_000),
                        rounds,
                        maxInFlight,
                        micros(2_000, 50_000),
                        service,
                        Combinators.combine(micros(0, 2_000), mix).as((w, m) -> new Object[] {w, m}))
                .as((clock, way, authenticate, r, inFlight, interval, s, rest) -> new Scenario(
                        clock[0],
                        (int) clock[1],
                        way[0],
                        way[1],
                        authenticate,
                        r,
                        inFlight,
                        interval,
                        s,
                        (Long) rest[0],
                        Delay.NONE,
                        (Mix) rest[1]));
    }

    private static Arbitrary<Long> micros(long least, long most) {
        return Arbitraries.longs().between(least, most).map(micros -> micros * 1_000);
    }

    private static Arbitrary<Integer> percent(int most) {
        return Arbitraries.integers().between(0, most);
    }
}
