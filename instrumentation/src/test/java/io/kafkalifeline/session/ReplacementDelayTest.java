package io.kafkalifeline.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReplacementDelayTest {
    private static final long MS = 1_000_000;
    private static final double JUST_BELOW_ONE = 0.999_999;

    @Test
    void theFirstIsReplacedAtOnceButNotInTheSameMomentAsOthers() {
        assertThat(new ReplacementDelay(() -> 0).next(7)).isZero();
        assertThat(new ReplacementDelay(() -> JUST_BELOW_ONE).next(7)).isBetween(9 * MS, 10 * MS);
    }

    @Test
    void oneAfterTheOtherWaitsTwiceAsLongUpToASecond() {
        ReplacementDelay delay = new ReplacementDelay(() -> 0);
        long now = Long.MAX_VALUE - MS;
        for (long expectedMs : new long[] {0, 10, 20, 40, 80, 160, 320, 500, 500}) {
            assertThat(delay.next(now)).isEqualTo(expectedMs * MS);
            now += 100 * MS;
        }
    }

    @Test
    void afterTwoSecondsOfRestItIsTheFirstAgain() {
        ReplacementDelay delay = new ReplacementDelay(() -> 0);
        delay.next(0);
        assertThat(delay.next(1_999 * MS)).isPositive();
        assertThat(delay.next(4_000 * MS)).isZero();
    }
}
