package io.kafkalifeline.telemetry;

import io.kafkalifeline.log.OperatorLog;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Tells the operator, at most once a minute, what a queue has dropped. Does so on a thread of its own, which lives
 * while there is something to tell: the thread that drops must not wait, and the thread that is too slow may hang for
 * ever.
 */
final class DropReport {
    /** How long drops are gathered before the first line: a burst is one line. */
    private static final Duration BURST = Duration.ofSeconds(1);

    private static final Duration INTERVAL = Duration.ofMinutes(1);

    private final String name;
    private final AtomicLong unsaid = new AtomicLong();
    private final AtomicBoolean reporting = new AtomicBoolean();

    /** @param name of what is too slow */
    DropReport(String name) {
        this.name = name;
    }

    /** One more was dropped. Any thread; never blocks. */
    void dropped() {
        unsaid.incrementAndGet();
        if (!reporting.get() && reporting.compareAndSet(false, true)) {
            try {
                OwnThreads.daemon(name + "-drops", this::report).start();
            } catch (Throwable e) {
                // "unable to create native thread" is no reason to fail the client's network thread.
                return;
            }
        }
    }

    private void report() {
        do {
            pause(BURST);
            for (long drops = unsaid.getAndSet(0); drops > 0; drops = unsaid.getAndSet(0)) {
                OperatorLog.line(
                        name + " is too slow: " + drops + " broker initialisations were dropped and are missing there");
                pause(INTERVAL);
            }
            reporting.set(false);
        } while (unsaid.get() > 0 && reporting.compareAndSet(false, true));
    }

    private void pause(Duration duration) {
        long end = System.nanoTime() + duration.toNanos();
        for (long left = duration.toNanos(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(this, left);
            // An interrupt is nothing to us, but would turn this into a busy loop.
            Thread.interrupted();
        }
    }
}
