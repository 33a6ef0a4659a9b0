package io.kafkalifeline.log;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** Permits something at most once per interval, the first time at once. Thread-safe, never blocks. */
public final class Throttle {
    private final long intervalNanos;
    private final LongSupplier nanoTime;
    private final AtomicLong next;

    /** @param nanoTime {@code System::nanoTime} */
    public Throttle(Duration interval, LongSupplier nanoTime) {
        this.intervalNanos = interval.toNanos();
        this.nanoTime = nanoTime;
        this.next = new AtomicLong(nanoTime.getAsLong());
    }

    /** Whether it may be done now; true starts a new interval. */
    public boolean permits() {
        long due = next.get();
        long now = nanoTime.getAsLong();
        return now - due >= 0 && next.compareAndSet(due, now + intervalNanos);
    }
}
