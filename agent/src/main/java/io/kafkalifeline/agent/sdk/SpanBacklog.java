package io.kafkalifeline.agent.sdk;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Counts the spans that wait to be exported. The SDK's queue silently drops what does not fit, so our thread waits
 * for room before it makes spans; meanwhile initialisations wait, or are dropped and counted, in our own queue.
 * Thread-safe.
 */
final class SpanBacklog {
    private final Duration patience;
    private final BooleanSupplier hopeless;
    private int capacity = Integer.MAX_VALUE;
    private int waiting;

    /**
     * @param patience how long to wait for room at most
     * @param hopeless whether waiting for room is pointless because exports fail
     */
    SpanBacklog(Duration patience, BooleanSupplier hopeless) {
        this.patience = patience;
        this.hopeless = hopeless;
    }

    /** How many spans the SDK's queue takes; without limit until this is told. */
    synchronized void capacity(int spans) {
        capacity = spans;
    }

    /** Waits until so many spans fit; returns whether they do. */
    synchronized boolean awaitRoomFor(int spans) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (waiting > 0 && waiting + spans > capacity) {
            long leftMs = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (leftMs <= 0 || hopeless.getAsBoolean()) {
                return false;
            }
            try {
                wait(leftMs);
            } catch (InterruptedException e) {
                // Nobody has a reason to interrupt a thread of ours; it would only turn the wait into a busy loop.
                return false;
            }
        }
        return true;
    }

    /** One span was handed to the SDK's queue. */
    synchronized void added() {
        waiting++;
    }

    /** So many spans left the SDK's queue. After an export it is called with 0: {@code hopeless} may have changed. */
    synchronized void taken(int spans) {
        waiting -= spans;
        notifyAll();
    }
}
