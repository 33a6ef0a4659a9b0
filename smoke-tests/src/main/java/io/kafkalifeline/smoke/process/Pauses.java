package io.kafkalifeline.smoke.process;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * For how long the machine has kept a thread of ours from running that had nothing to wait for. A broker is kept from
 * running just as well, and what arrives meanwhile is late through nobody's fault.
 */
public final class Pauses implements AutoCloseable {
    private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    private final AtomicLong longestNanos = new AtomicLong();
    private final Thread thread = new Thread(this::watch, "pauses");

    private Pauses() {
        thread.setDaemon(true);
        thread.start();
    }

    /** Begins to watch. */
    public static Pauses measured() {
        return new Pauses();
    }

    /** The longest pause until now. */
    public Duration longest() {
        return Duration.ofNanos(longestNanos.get());
    }

    /** The longest pause since the last time this was asked. */
    public Duration longestSinceLast() {
        return Duration.ofNanos(longestNanos.getAndSet(0));
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private void watch() {
        while (!Thread.currentThread().isInterrupted()) {
            long begun = System.nanoTime();
            LockSupport.parkNanos(STEP_NANOS);
            long pause = System.nanoTime() - begun - STEP_NANOS;
            longestNanos.accumulateAndGet(pause, Math::max);
        }
    }
}
