package io.kafkalifeline.smoke.net;

import java.time.Duration;

/** What a {@link Relay} does to bytes at the moment. Thread-safe. */
final class Weather {
    private long thereNanos;
    private long backNanos;
    private boolean stalled;

    synchronized void delay(Duration there, Duration back) {
        thereNanos = there.toNanos();
        backNanos = back.toNanos();
    }

    synchronized void stall(boolean stall) {
        stalled = stall;
        notifyAll();
    }

    synchronized long delayNanos(boolean there) {
        return there ? thereNanos : backNanos;
    }

    synchronized void awaitPassage() throws InterruptedException {
        while (stalled) {
            wait();
        }
    }
}
