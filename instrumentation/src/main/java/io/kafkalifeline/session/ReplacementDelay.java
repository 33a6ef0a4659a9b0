package io.kafkalifeline.session;

import io.kafkalifeline.session.traffic.Nanos;
import java.util.function.DoubleSupplier;

/**
 * How soon a connection to one broker is replaced whose re-authentication has failed (R10: a failed renewal is never
 * the last word; R15: no storm). At once, but not all of a client's in the same moment, and not again and again where a
 * broker lets the client in and never renews.
 *
 * <p>Confined to the thread that drives the client. Times are nanoseconds of the client's clock.
 */
final class ReplacementDelay {
    private static final long FIRST_NANOS = 10 * Nanos.PER_MS;
    private static final long LONGEST_NANOS = 1_000 * Nanos.PER_MS;

    private final DoubleSupplier random;
    private int inARow;
    private long lastNanos;

    /** @param random uniform in [0, 1) */
    ReplacementDelay(DoubleSupplier random) {
        this.random = random;
    }

    /** A connection is lost; returns after how many nanoseconds to make the next. */
    long next(long nowNanos) {
        inARow = inARow > 0 && nowNanos - lastNanos < 2 * LONGEST_NANOS ? inARow + 1 : 1;
        lastNanos = nowNanos;
        long most = Math.min(LONGEST_NANOS, FIRST_NANOS << Math.min(inARow - 1, 10));
        long least = inARow == 1 ? 0 : most / 2;
        return least + (long) ((most - least) * random.getAsDouble());
    }
}
