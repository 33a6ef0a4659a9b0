package io.kafkalifeline.smoke.process;

import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * For how long the machine has kept threads of this process from running that had nothing to wait for: one of its own, which
 * also stops where the whole process does, and, where the scheduler tells it, those that talk to brokers or clients. What
 * arrives meanwhile is late through nobody's fault.
 */
public final class Pauses implements AutoCloseable {
    /**
     * A broker or a client that pauses for longer may end sessions of about a second, whatever anybody does: half of what the
     * agent has in hand, as a request passes several threads, and each may have to wait.
     */
    public static final Duration ENDS_SESSIONS = Duration.ofMillis(37);

    private static final String TOLD = "paused ";
    private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final AtomicLong longestNanos = new AtomicLong();
    /** When the step under way began: a pause counts before its thread has noticed it. */
    private volatile long begunNanos = System.nanoTime();

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
        return Duration.ofNanos(longestNanos.accumulateAndGet(underWayNanos(), Math::max));
    }

    /** The longest pause since the last time this was asked. */
    public Duration longestSinceLast() {
        longestNanos.accumulateAndGet(underWayNanos(), Math::max);
        return Duration.ofNanos(longestNanos.getAndSet(0));
    }

    private long underWayNanos() {
        return System.nanoTime() - begunNanos - STEP_NANOS;
    }

    /** Prints the longest pause until now, for {@link #told}. */
    public void tell() {
        System.out.println(TOLD + longest().toMillis());
    }

    /** The longest pause that a child has told of. */
    public static Duration told(ChildProcess child) {
        return child.lines(line -> line.startsWith(TOLD)).stream()
                .map(line -> Duration.ofMillis(Long.parseLong(line.substring(TOLD.length()))))
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private void watch() {
        RunQueue runQueue = new RunQueue();
        long looked = System.nanoTime();
        while (!Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(STEP_NANOS);
            long now = System.nanoTime();
            longestNanos.accumulateAndGet(now - begunNanos - STEP_NANOS, Math::max);
            begunNanos = now;
            if (now - looked >= LOOK_NANOS) {
                longestNanos.accumulateAndGet(runQueue.longestWaitNanos(), Math::max);
                looked = now;
            }
        }
    }
}
