package io.kafkalifeline.hooks.renewal;

import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.kafka.common.utils.Time;

/** The clock of one connection, by which a test sees that the connection was looked at, or has that fail. */
final class StubTime implements Time {
    private final LongSupplier nanos;

    StubTime(LongSupplier nanos) {
        this.nanos = nanos;
    }

    @Override
    public long milliseconds() {
        return Time.SYSTEM.milliseconds();
    }

    @Override
    public long nanoseconds() {
        return nanos.getAsLong();
    }

    @Override
    public void sleep(long ms) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void waitObject(Object object, Supplier<Boolean> condition, long deadlineMs) {
        throw new UnsupportedOperationException();
    }
}
