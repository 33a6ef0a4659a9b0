package io.kafkalifeline.session.traffic;

import static io.kafkalifeline.session.traffic.LargeRequests.LEAST_BYTES;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LargeRequestsTest {
    private static final long SECOND = 1_000_000_000L;
    private static final int MEGABYTE = 1_000_000;

    private final LargeRequests large = new LargeRequests();

    @Test
    void smallOnesTakeNoTimeOfTheirOwn() {
        large.took(MEGABYTE, SECOND);
        assertThat(large.sendingNanos(LEAST_BYTES - 1)).isZero();
        assertThat(large.sendingNanos(0)).isZero();
    }

    @Test
    void theFirstOneMayTakeLong() {
        assertThat(large.sendingNanos(LEAST_BYTES)).isEqualTo(10 * SECOND);
    }

    @Test
    void laterOnesTakeAsLongAsTheirSizeSaysAndHalfOfThatMore() {
        large.took(MEGABYTE, SECOND);
        assertThat(large.sendingNanos(MEGABYTE)).isEqualTo(SECOND / 2 * 3);
        assertThat(large.sendingNanos(MEGABYTE / 2)).isEqualTo(SECOND / 4 * 3);
    }

    @Test
    void smallOnesTellNothing() {
        large.took(LEAST_BYTES - 1, 5 * SECOND);
        assertThat(large.sendingNanos(MEGABYTE)).isEqualTo(10 * SECOND);
    }

    @Test
    void aWayThatBecomesSlowerCountsAtOnceAndIsForgottenSlowly() {
        large.took(MEGABYTE, SECOND);
        large.took(MEGABYTE, 2 * SECOND);
        assertThat(large.sendingNanos(MEGABYTE)).isEqualTo(3 * SECOND);
        large.took(MEGABYTE, 0);
        assertThat(large.sendingNanos(MEGABYTE)).isEqualTo(3 * SECOND / 8 * 7);
    }
}
