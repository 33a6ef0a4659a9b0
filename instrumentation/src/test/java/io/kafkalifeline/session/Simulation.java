package io.kafkalifeline.session;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Random;

/** True time, in nanoseconds since its begin, and what is going to happen. */
final class Simulation {
    private record Event(long atNanos, long order, Runnable action) {}

    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparingLong(Event::atNanos).thenComparingLong(Event::order));
    private static final int BUSY_LOOP = 2_000_000;

    private long order;
    private long nowNanos;

    final Random random;

    Simulation(long seed) {
        random = new Random(seed);
    }

    long now() {
        return nowNanos;
    }

    void at(long timeNanos, Runnable action) {
        events.add(new Event(Math.max(timeNanos, nowNanos), order++, action));
    }

    void after(long delayNanos, Runnable action) {
        at(nowNanos + delayNanos, action);
    }

    void runFor(long durationNanos) {
        long end = nowNanos + durationNanos;
        while (!events.isEmpty() && events.peek().atNanos() <= end) {
            Event event = events.remove();
            if (event.order() > BUSY_LOOP) {
                throw new AssertionError("busy loop");
            }
            nowNanos = event.atNanos();
            event.action().run();
        }
        nowNanos = end;
    }

    long within(Wire.Delay delay) {
        return between(delay.leastNanos(), delay.jitterNanos());
    }

    /** Uniform in [least, least + spread]. */
    long between(long leastNanos, long spreadNanos) {
        return leastNanos + (long) (random.nextDouble() * spreadNanos);
    }
}
