package io.kafkalifeline.session.traffic;

import static io.kafkalifeline.session.traffic.Nanos.PER_MS;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RoundTripTest {
    private final RoundTrip roundTrip = new RoundTrip();

    @Test
    void beforeTheFirstSampleItIsCautious() {
        assertThat(roundTrip.variation()).isEqualTo(50 * PER_MS);
    }

    @Test
    void afterTheFirstAWholeRoundTripIsAllowedFor() {
        roundTrip.authenticated(8 * PER_MS);
        assertThat(roundTrip.mean()).isEqualTo(8 * PER_MS);
        assertThat(roundTrip.variation()).isEqualTo(8 * PER_MS);
    }

    @Test
    void halfOfItHoweverSteadyItIs() {
        for (int i = 0; i < 100; i++) {
            roundTrip.authenticated(8 * PER_MS);
        }
        assertThat(roundTrip.variation()).isEqualTo(4 * PER_MS);
    }

    @Test
    void jitterIsAllowedFor() {
        for (int i = 0; i < 100; i++) {
            roundTrip.authenticated((i % 2 == 0 ? 10 : 50) * PER_MS);
        }
        assertThat(roundTrip.variation()).isBetween(70 * PER_MS, 90 * PER_MS);
    }

    @Test
    void aRequestMayLowerItButASlowOneWaitedForTheBroker() {
        roundTrip.authenticated(40 * PER_MS);
        roundTrip.answered(700 * PER_MS);
        assertThat(roundTrip.mean()).isEqualTo(40 * PER_MS);
        for (int i = 0; i < 100; i++) {
            roundTrip.answered(PER_MS);
        }
        assertThat(roundTrip.mean()).isBetween(PER_MS, 2 * PER_MS);
    }

    @Test
    void aRequestAloneTellsNothing() {
        roundTrip.answered(PER_MS);
        assertThat(roundTrip.mean()).isZero();
    }

    @Test
    void onePauseOfTheBrokerIsNoSlowPath() {
        roundTrip.authenticated(PER_MS);
        roundTrip.authenticated(2_000 * PER_MS);
        assertThat(roundTrip.variation()).isLessThan(15 * PER_MS);
    }

    @Test
    void aPathThatHasBecomeSlowerIsKnownAfterAFewAuthentications() {
        roundTrip.authenticated(PER_MS);
        for (int i = 0; i < 5; i++) {
            roundTrip.authenticated(200 * PER_MS);
        }
        assertThat(roundTrip.mean() + roundTrip.variation()).isGreaterThan(200 * PER_MS);
    }
}
