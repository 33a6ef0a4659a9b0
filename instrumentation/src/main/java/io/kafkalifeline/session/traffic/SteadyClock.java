package io.kafkalifeline.session.traffic;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * A clock in ms that does not go back when the wall clock is set back. Kafka keeps backoffs, time-outs and the age of
 * its metadata in wall time: set back by two hours, they end two hours late (KAFKA-4051). As long as the wall clock only
 * goes forward, this is the wall clock. Any thread.
 */
public final class SteadyClock {
    /** Time services may correct the clock by less; delays that are that much longer do not matter. */
    static final long STEP_MS = 1_000;

    private final LongSupplier nanoTime;
    /** The latest reading. Racing threads may lose one by some ms, which is less than a step. */
    private volatile long latestMs = Long.MIN_VALUE;
    /** From where time is counted since the wall clock was set back; null while it is good. */
    private volatile Base base;

    /** @param nanoTime {@code System::nanoTime} */
    public SteadyClock(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Whether that reading of the wall clock can be used as it is; costs next to nothing. */
    public boolean isGood(long wallMs) {
        if (base != null) {
            return false;
        }
        long latest = latestMs;
        if (wallMs > latest) {
            latestMs = wallMs;
        }
        return wallMs >= latest || latest - wallMs < STEP_MS;
    }

    /** Whether the wall clock was set back, and has not caught up yet. */
    public boolean isAhead() {
        return base != null;
    }

    /**
     * The time, where {@link #isGood} has said no.
     *
     * @param wallMs reads the wall clock anew: a thread that was stopped for a while brings an old reading
     */
    public synchronized long nowMs(LongSupplier wallMs) {
        long wall = wallMs.getAsLong();
        if (base == null) {
            if (latestMs - wall < STEP_MS) {
                return wall;
            }
            base = new Base(latestMs, nanoTime.getAsLong());
        }
        long now = base.ms + TimeUnit.NANOSECONDS.toMillis(nanoTime.getAsLong() - base.nanos);
        if (Math.abs(now - wall) < STEP_MS) {
            latestMs = Math.max(now, wall);
            base = null;
            return latestMs;
        }
        return now;
    }

    private static final class Base {
        final long ms;
        final long nanos;

        Base(long ms, long nanos) {
            this.ms = ms;
            this.nanos = nanos;
        }
    }
}
