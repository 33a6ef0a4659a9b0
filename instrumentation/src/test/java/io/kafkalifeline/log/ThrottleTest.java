package io.kafkalifeline.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ThrottleTest {
    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 500);
    private final Throttle throttle = new Throttle(Duration.ofNanos(1_000), now::get);

    @Test
    void permitsAtOnceAndThenOncePerInterval() {
        assertThat(throttle.permits()).isTrue();
        assertThat(throttle.permits()).isFalse();
        // System.nanoTime() may overflow at any time.
        now.addAndGet(999);
        assertThat(throttle.permits()).isFalse();
        now.addAndGet(1);
        assertThat(throttle.permits()).isTrue();
        assertThat(throttle.permits()).isFalse();
    }
}
