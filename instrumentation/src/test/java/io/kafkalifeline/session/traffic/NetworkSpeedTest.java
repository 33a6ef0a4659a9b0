package io.kafkalifeline.session.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NetworkSpeedTest {
    private static final long MS = 1_000_000;
    private static final long SIZE = 100_000;

    private final NetworkSpeed client = new NetworkSpeed();
    private final ConnectionSpeed slow = new ConnectionSpeed(client);
    private final ConnectionSpeed other = new ConnectionSpeed(client);

    @Test
    void oneSlowAnswerOfOneBrokerHoldsNoRequestToAnotherBack() {
        other.answered(SIZE, 10 * MS);
        slow.answered(SIZE, 5_000 * MS);

        assertThat(other.sendingNanos(SIZE)).isEqualTo(15 * MS);
        assertThat(new ConnectionSpeed(client).sendingNanos(SIZE)).isEqualTo(15 * MS);
        assertThat(slow.sendingNanos(SIZE)).as("on its own connection").isEqualTo(7_500 * MS);
    }

    @Test
    void aWayThatIsSlowTwiceInARowIsSlowForAll() {
        other.answered(SIZE, 10 * MS);
        slow.answered(SIZE, 400 * MS);
        slow.answered(SIZE, 300 * MS);

        assertThat(other.sendingNanos(SIZE)).isEqualTo(450 * MS);
    }

    @Test
    void theFirstAnswerEverCounts() {
        slow.answered(SIZE, 200 * MS);

        assertThat(other.sendingNanos(SIZE)).isEqualTo(300 * MS);
    }

    @Test
    void smallRequestsTellNothing() {
        other.answered(SIZE, 10 * MS);
        slow.answered(100, 5_000 * MS);
        slow.answered(SIZE, 3_000 * MS);

        assertThat(other.sendingNanos(SIZE)).isEqualTo(15 * MS);
    }
}
