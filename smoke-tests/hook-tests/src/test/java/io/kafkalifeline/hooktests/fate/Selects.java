package io.kafkalifeline.hooktests.fate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.common.Metric;

/** How often each client polls its sockets, at the worst time: a poll that returns at once again and again is seen. */
final class Selects implements AutoCloseable {
    private static final long WINDOW_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final Map<String, List<Metric>> totals = new ConcurrentHashMap<>();
    private final Map<String, Double> most = new ConcurrentHashMap<>();
    private final Thread thread = new Thread(this::watch, "selects");

    Selects() {
        thread.setDaemon(true);
        thread.start();
    }

    void watch(Life life) {
        List<Metric> counters = new ArrayList<>();
        life.metrics().forEach((name, metric) -> {
            if (name.name().equals("select-total")) {
                counters.add(metric);
            }
        });
        totals.put(life.name(), counters);
    }

    /** By client, the selects per second in that half of a second that had most of them. */
    Map<String, Double> most() {
        return most;
    }

    private void watch() {
        Map<String, Double> before = now();
        long since = System.nanoTime();
        while (!Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(WINDOW_NANOS);
            Map<String, Double> after = now();
            long nanos = System.nanoTime();
            double seconds = (nanos - since) / 1e9;
            after.forEach((life, total) -> {
                Double earlier = before.put(life, total);
                // A thread that was kept from running makes up for it in no time.
                if (earlier != null) {
                    most.merge(life, (total - earlier) / Math.max(seconds, WINDOW_NANOS / 1e9), Math::max);
                }
            });
            since = nanos;
        }
    }

    private Map<String, Double> now() {
        Map<String, Double> now = new LinkedHashMap<>();
        totals.forEach((life, counters) -> now.put(
                life,
                counters.stream()
                        .mapToDouble(counter -> (Double) counter.metricValue())
                        .sum()));
        return now;
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
