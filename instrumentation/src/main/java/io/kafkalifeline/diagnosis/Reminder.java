package io.kafkalifeline.diagnosis;

import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Decides what a client that never throws says by itself: one warning a minute while a broker cannot be reached, and
 * one line when all is well again. Network thread only.
 */
public final class Reminder {
    /** The first warning waits so long: a broker can be restarted, or a coordinator move, and neither is worth one. */
    static final long FIRST_AFTER_NANOS = TimeUnit.SECONDS.toNanos(10);

    static final long EVERY_NANOS = TimeUnit.SECONDS.toNanos(60);
    /** How often the memory is asked while something is wrong. */
    private static final long LOOK_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final BrokerMemory memory;
    private final LongSupplier nanoTime;
    private boolean warned;
    private long lastWarningNanos;
    private long lastLookNanos;

    /** @param nanoTime {@code System::nanoTime} */
    public Reminder(BrokerMemory memory, LongSupplier nanoTime) {
        this.memory = memory;
        this.nanoTime = nanoTime;
        this.lastLookNanos = nanoTime.getAsLong() - LOOK_EVERY_NANOS;
    }

    /** Whether there is nothing to ask for; costs next to nothing. */
    public boolean silent() {
        return !warned && memory.untroubled();
    }

    /** Says what is due. Call it while not {@link #silent()}. */
    public void look(Consumer<String> warn, Consumer<String> inform) {
        long now = nanoTime.getAsLong();
        if (now - lastLookNanos < LOOK_EVERY_NANOS) {
            return;
        }
        lastLookNanos = now;
        String text = memory.explainUntold();
        if (text == null) {
            recovered(inform);
        } else if (memory.troubledNanos() >= FIRST_AFTER_NANOS && (!warned || now - lastWarningNanos >= EVERY_NANOS)) {
            warned = true;
            lastWarningNanos = now;
            memory.takeRecovery();
            warn.accept(text);
        }
    }

    private void recovered(Consumer<String> inform) {
        String recovery = memory.takeRecovery();
        if (warned && recovery != null) {
            warned = false;
            inform.accept(recovery);
        }
    }
}
