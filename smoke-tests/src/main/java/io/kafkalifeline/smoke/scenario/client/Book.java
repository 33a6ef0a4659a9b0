package io.kafkalifeline.smoke.scenario.client;

import io.kafkalifeline.smoke.scenario.Journal;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/** What one client was told. Thread-safe. */
final class Book {
    private final String kind;
    private final CountDownLatch up = new CountDownLatch(1);
    private final Gaps gaps = new Gaps();
    private final BitSet acknowledged = new BitSet();
    private final BitSet failed = new BitSet();
    private final Map<String, Long> exceptions = new TreeMap<>();
    private final Map<String, BitSet> delivered = new TreeMap<>();
    private final Map<String, Long> numbers = new TreeMap<>();
    private final Set<String> reached = new HashSet<>();
    private long watchedSince = System.nanoTime();

    Book(String kind) {
        this.kind = kind;
    }

    String kind() {
        return kind;
    }

    /**
     * A success of this client with every partition, so that it is connected to every broker, or its first failure has been
     * booked.
     */
    CountDownLatch up() {
        return up;
    }

    /** A record that was told to be written, or a call that was answered, by the leader of that partition. */
    synchronized void acknowledged(int sequence, int partition) {
        told(sequence);
        acknowledged.set(sequence);
        gaps.tick();
        reached(Integer.toString(partition));
    }

    /** A call that was answered by anyone. */
    synchronized void answered(int call) {
        told(call);
        acknowledged.set(call);
        gaps.tick();
    }

    /** Returns whether it is the first time that this record is told to have arrived. */
    synchronized boolean acknowledgedOnce(int sequence) {
        boolean first = !acknowledged.get(sequence);
        acknowledged.set(sequence);
        gaps.tick();
        up.countDown();
        return first;
    }

    synchronized void failed(int sequence, String call, Throwable why) {
        told(sequence);
        failed.set(sequence);
        exception(call, why);
    }

    synchronized void lostWithItsTransaction(int sequence) {
        told(sequence);
        failed.set(sequence);
    }

    private void told(int sequence) {
        if (acknowledged.get(sequence) || failed.get(sequence)) {
            add(Journal.TOLD_TWICE, 1);
        }
    }

    /** A record that reached the application. */
    synchronized void delivered(String partition, long offset) {
        BitSet offsets = delivered.computeIfAbsent(partition, key -> new BitSet());
        if (offsets.get((int) offset)) {
            add("redelivered", 1);
        }
        offsets.set((int) offset);
        gaps.tick();
        reached(partition);
    }

    synchronized long deliveredDistinct() {
        return delivered.values().stream().mapToLong(BitSet::cardinality).sum();
    }

    synchronized void exception(String call, Throwable why) {
        Throwable cause = why instanceof ExecutionException ? why.getCause() : why;
        exceptions.merge(call + " " + cause.getClass().getSimpleName(), 1L, Long::sum);
        numbers.putIfAbsent("first-exc-ms", (System.nanoTime() - watchedSince) / 1_000_000);
        up.countDown();
    }

    synchronized void add(String number, long more) {
        numbers.merge(number, more, Long::sum);
    }

    /** Adds up the client-wide metrics that tell of connections and sessions. */
    synchronized void metrics(Map<MetricName, ? extends Metric> metrics) {
        numbers.put("metrics-ms", (System.nanoTime() - watchedSince) / 1_000_000);
        metrics.forEach((name, metric) -> {
            if (Journal.METRICS.contains(name.name())
                    && name.tags().size() == 1
                    && metric.metricValue() instanceof Double) {
                numbers.merge(name.name(), Math.round((Double) metric.metricValue()), Long::sum);
            }
        });
    }

    /** What comes from now on counts for the gaps. */
    synchronized void watch() {
        watchedSince = System.nanoTime();
        gaps.restart();
    }

    /** What is missing from now on does not count for the gaps. */
    synchronized void unwatch() {
        gaps.end();
    }

    synchronized Journal journal() {
        numbers.put(Journal.QUIET, gaps.quietMs());
        numbers.put("gap", gaps.longestMs());
        numbers.put("silent", (long) gaps.silences());
        return new Journal(kind, acknowledged, failed, delivered, exceptions, numbers);
    }

    private void reached(String partition) {
        reached.add(partition);
        if (reached.size() >= Setup.PARTITIONS) {
            up.countDown();
        }
    }
}
