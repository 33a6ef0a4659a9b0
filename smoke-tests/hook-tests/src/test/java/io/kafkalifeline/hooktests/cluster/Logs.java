package io.kafkalifeline.hooktests.cluster;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.protocol.Errors;

/** The records of all partitions, and what the cluster knows of topics and idempotent producers. Thread-safe. */
final class Logs {
    private static final int PARTITIONS = 1;

    private final TreeSet<String> topics = new TreeSet<>();
    private final Map<String, List<Stored>> batches = new HashMap<>();
    private final Map<List<Object>, Integer> nextSequence = new HashMap<>();
    private long producers = 1000;

    /** A topic that is asked for exists. */
    synchronized void exists(String topic) {
        topics.add(topic);
    }

    synchronized List<String> topics() {
        return List.copyOf(topics);
    }

    int partitions() {
        return PARTITIONS;
    }

    synchronized long newProducerId() {
        return producers++;
    }

    /** Appends a batch unless it is there already. */
    synchronized Errors append(Batch batch, ByteBuffer bytes) {
        if (batch.producerId() >= 0) {
            List<Object> producer = List.of(batch.topic(), batch.partition(), batch.producerId());
            int expected = nextSequence.getOrDefault(producer, 0);
            if (batch.sequence() != expected) {
                return batch.sequence() < expected ? Errors.NONE : Errors.OUT_OF_ORDER_SEQUENCE_NUMBER;
            }
            nextSequence.put(producer, expected + batch.values().size());
        }
        List<Stored> log = log(batch.topic(), batch.partition());
        long offset = end(log);
        ByteBuffer stored = ByteBuffer.allocate(bytes.remaining()).put(bytes.duplicate());
        log.add(new Stored(
                offset, batch.values(), stored.flip().putLong(0, offset).asReadOnlyBuffer()));
        notifyAll();
        return Errors.NONE;
    }

    synchronized long end(String topic, int partition) {
        return end(log(topic, partition));
    }

    /** The batches from that offset on; waits for the first of them if need be. */
    synchronized List<ByteBuffer> from(String topic, int partition, long offset, int maxWaitMs)
            throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(maxWaitMs);
        List<Stored> log = log(topic, partition);
        while (end(log) <= offset) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0) {
                break;
            }
            wait(left);
        }
        return log.stream()
                .filter(stored -> stored.end() > offset)
                .map(stored -> stored.bytes.duplicate())
                .toList();
    }

    /** The values of all records of a partition, in the order of their offsets. */
    synchronized List<String> values(String topic) {
        return log(topic, 0).stream().flatMap(stored -> stored.values.stream()).toList();
    }

    private List<Stored> log(String topic, int partition) {
        return batches.computeIfAbsent(topic + "-" + partition, ignored -> new ArrayList<>());
    }

    private static long end(List<Stored> log) {
        return log.isEmpty() ? 0 : log.get(log.size() - 1).end();
    }

    private record Stored(long offset, List<String> values, ByteBuffer bytes) {
        long end() {
            return offset + values.size();
        }
    }
}
