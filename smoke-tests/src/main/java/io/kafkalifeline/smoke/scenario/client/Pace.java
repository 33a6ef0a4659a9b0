package io.kafkalifeline.smoke.scenario.client;

import java.util.concurrent.locks.LockSupport;

/** So many per second: late ones are made up for, up to a second's worth. Not thread-safe. */
final class Pace {
    private static final long MOST_BEHIND_NANOS = 1_000_000_000;

    private final long periodNanos;
    private long next = System.nanoTime();

    Pace(double perSecond) {
        periodNanos = (long) (1_000_000_000 / perSecond);
    }

    void await() {
        long now = System.nanoTime();
        while (now - next < 0) {
            LockSupport.parkNanos(next - now);
            now = System.nanoTime();
        }
        next = Math.max(next + periodNanos, now - MOST_BEHIND_NANOS);
    }
}
