package io.kafkalifeline.smoke.scenario.chaos;

import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** One fault after the other, on a thread of its own, until it is stopped. What happens, and in which order, is its seed's. */
abstract class Faults {
    private final Thread thread;
    private final Random random;
    private final Map<String, Integer> counts = new TreeMap<>();
    private volatile boolean stopped;
    private volatile Exception failure;

    Faults(String name, Random random) {
        this.random = random;
        thread = new Thread(this::run, name);
        thread.setDaemon(true);
    }

    /** One fault from its beginning to its end, and the calm after it. */
    abstract void next() throws InterruptedException, ExecutionException;

    final void start() {
        thread.start();
    }

    /** Lets the fault under way end, and has no more of them. */
    final void stop() throws InterruptedException {
        stopped = true;
        thread.join();
    }

    /** Null while all is well with the fixture. */
    final Exception failure() {
        return failure;
    }

    /** How often each has happened. To be read when it is stopped. */
    final Map<String, Integer> counts() {
        return counts;
    }

    final Random random() {
        return random;
    }

    final void happens(String kind, String what) {
        counts.merge(kind, 1, Integer::sum);
        System.out.println(LocalTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.MILLIS) + " " + kind + ": " + what);
    }

    /** Shorter if all is to end. */
    final void rest(double seconds) throws InterruptedException {
        long end = System.nanoTime() + (long) (seconds * 1e9);
        for (long left = end - System.nanoTime(); left > 0 && !stopped; left = end - System.nanoTime()) {
            TimeUnit.NANOSECONDS.sleep(Math.min(left, 100_000_000));
        }
    }

    static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%.1f s", seconds);
    }

    private void run() {
        try {
            while (!stopped) {
                next();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | RuntimeException e) {
            failure = e;
        }
    }
}
