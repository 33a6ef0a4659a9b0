package io.kafkalifeline.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class PatienceTest {
    private static final long SECOND = 1_000_000_000L;
    private static final String DENIED = "[7b0c]: Access denied";
    private static final Patience.Limits LIMITS = new Patience.Limits(
            List.of("Too many connects", "Session too short"), Duration.ofSeconds(30), Duration.ofSeconds(5));

    @Test
    void anOrdinaryRefusalSurfacesAfterFiveSeconds() {
        assertThat(refuseUntilItSurfaces(DENIED, 0.5)).isEqualTo(5 * SECOND);
    }

    @Test
    void aCapacityRefusalSurfacesAfterThirtySeconds() {
        assertThat(refuseUntilItSurfaces("[7b0c]: Too many connects", 0.5)).isEqualTo(30 * SECOND);
    }

    @Test
    void withoutPatienceTheFirstRefusalSurfaces() {
        var limits = new Patience.Limits(List.of("Too many connects"), Duration.ofSeconds(30), Duration.ZERO);

        assertThat(new Patience(limits, new ClusterMemory(), () -> 0).refused(7, DENIED))
                .isEqualTo(Patience.SURFACE);
    }

    @Test
    void aRefusalWithoutWordsIsAnOrdinaryOne() {
        assertThat(refuseUntilItSurfaces(null, 0)).isEqualTo(5 * SECOND);
    }

    @Test
    void whatWasAcceptedInBetweenBeginsAnew() {
        var patience = new Patience(LIMITS, new ClusterMemory(), () -> 0);
        patience.refused(0, DENIED);
        patience.accepted();

        assertThat(patience.refused(60 * SECOND, DENIED)).isPositive();
    }

    @Test
    void whatSurfacedOnceSurfacesAtOnceUntilTheBrokerAcceptsAgain() {
        var patience = new Patience(LIMITS, new ClusterMemory(), () -> 0);
        patience.refused(0, DENIED);
        assertThat(patience.refused(6 * SECOND, DENIED)).isEqualTo(Patience.SURFACE);
        assertThat(patience.refused(7 * SECOND, DENIED)).isEqualTo(Patience.SURFACE);
        patience.accepted();

        assertThat(patience.refused(8 * SECOND, DENIED)).isPositive();
    }

    @Test
    void whatOneBrokerHasRefusedForFiveSecondsTheNextNeedNotRefuseAsLong() {
        var cluster = new ClusterMemory();
        new Patience(LIMITS, cluster, () -> 0).refused(0, DENIED);
        var next = new Patience(LIMITS, cluster, () -> 0);

        assertThat(next.refused(4 * SECOND, DENIED)).isPositive();
        assertThat(next.refused(5 * SECOND, DENIED)).isEqualTo(Patience.SURFACE);
    }

    @Test
    void aBrokerThatAcceptsSpeaksForTheCredentials() {
        var cluster = new ClusterMemory();
        new Patience(LIMITS, cluster, () -> 0).refused(0, DENIED);
        new Patience(LIMITS, cluster, () -> 0).accepted();

        assertThat(new Patience(LIMITS, cluster, () -> 0).refused(60 * SECOND, DENIED))
                .isPositive();
    }

    @Test
    void aRefusalLongAfterTheLastBeginsAnew() {
        var cluster = new ClusterMemory();
        var patience = new Patience(LIMITS, cluster, () -> 0);
        patience.refused(0, DENIED);
        patience.refused(3_600 * SECOND, "Too many connects");
        assertThat(patience.refused(3_600 * SECOND + 29 * SECOND, "Too many connects"))
                .isPositive();
        assertThat(patience.refused(3_600 * SECOND + 31 * SECOND, "Too many connects"))
                .isEqualTo(Patience.SURFACE);
        assertThat(patience.refused(7_200 * SECOND, DENIED)).isPositive();
    }

    @Test
    void capacityDoesNotUseUpTheTimeOfCredentials() {
        var patience = new Patience(LIMITS, new ClusterMemory(), () -> 0);
        patience.refused(0, "Too many connects");
        patience.refused(7 * SECOND, "Too many connects");
        assertThat(patience.refused(8 * SECOND, DENIED)).isPositive();
    }

    @Test
    void oneBrokersLimitOnConnectionsIsNotTheNextOnes() {
        var cluster = new ClusterMemory();
        new Patience(LIMITS, cluster, () -> 0).refused(0, "Too many connects");

        assertThat(new Patience(LIMITS, cluster, () -> 0).refused(60 * SECOND, "Too many connects"))
                .isPositive();
    }

    @Property
    void fromTheThirdOnAttemptsAreASecondApartAndTheyGrow(@ForAll @DoubleRange(max = 0.99) double jitter) {
        List<Long> delays = delays("Session too short", jitter);

        assertThat(delays.subList(2, delays.size())).allMatch(delay -> delay >= SECOND);
        assertThat(delays.get(0)).isBetween(SECOND / 10, SECOND / 5);
        assertThat(delays).allMatch(delay -> delay <= 6 * SECOND);
        assertThat(delays.size()).isBetween(8, 20);
    }

    private static List<Long> delays(String refusal, double jitter) {
        var patience = new Patience(LIMITS, new ClusterMemory(), () -> jitter);
        List<Long> delays = new ArrayList<>();
        long now = Long.MAX_VALUE - SECOND;
        for (long delay = patience.refused(now, refusal); delay >= 0; delay = patience.refused(now, refusal)) {
            delays.add(delay);
            now += delay;
        }
        return delays;
    }

    private static long refuseUntilItSurfaces(String refusal, double jitter) {
        return delays(refusal, jitter).stream().mapToLong(Long::longValue).sum();
    }
}
