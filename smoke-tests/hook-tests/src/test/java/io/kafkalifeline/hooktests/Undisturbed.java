package io.kafkalifeline.hooktests;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Plays a scenario on sessions so short that a pause of the machine ends them whatever a client does. Where one fails and
 * there was such a pause, it says nothing about the client, and is played again.
 */
final class Undisturbed {
    /** A session of 300 ms leaves less than this to the request that is written last. */
    private static final Duration DISTURBING = Duration.ofMillis(15);

    private static final int TIMES = 8;

    private Undisturbed() {}

    static void play(Runnable scenario) {
        for (int time = 1; ; time++) {
            Pauses pauses = new Pauses();
            try {
                scenario.run();
                return;
            } catch (AssertionError e) {
                if (pauses.longest().compareTo(DISTURBING) < 0 || time == TIMES) {
                    e.addSuppressed(new AssertionError("played " + time + " times; longest pause of the machine: "
                            + pauses.longest().toMillis() + " ms"));
                    throw e;
                }
            } finally {
                pauses.stop();
            }
        }
    }

    /** For how long a thread was kept from running that had nothing to wait for. */
    private static final class Pauses {
        private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

        private final AtomicLong longestNanos = new AtomicLong();
        private final Thread thread = new Thread(this::watch, "pauses");

        Pauses() {
            thread.setDaemon(true);
            thread.start();
        }

        Duration longest() {
            return Duration.ofNanos(longestNanos.get());
        }

        void stop() {
            thread.interrupt();
        }

        private void watch() {
            while (!Thread.currentThread().isInterrupted()) {
                long begun = System.nanoTime();
                LockSupport.parkNanos(STEP_NANOS);
                longestNanos.accumulateAndGet(System.nanoTime() - begun - STEP_NANOS, Math::max);
            }
        }
    }
}
