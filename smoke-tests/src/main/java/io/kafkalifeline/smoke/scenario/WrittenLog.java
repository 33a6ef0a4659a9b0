package io.kafkalifeline.smoke.scenario;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What is in the brokers' log: the numbered records of one run's topics. Not thread-safe. */
public final class WrittenLog {
    private final Map<String, List<Integer>> sequences = new TreeMap<>();
    private final Map<String, BitSet> offsets = new TreeMap<>();

    /** The next record of that partition, in the order of the log. */
    void add(String topic, int partition, long offset, int sequence) {
        String key = topic + "-" + partition;
        sequences.computeIfAbsent(key, absent -> new ArrayList<>()).add(sequence);
        offsets.computeIfAbsent(key, absent -> new BitSet()).set((int) offset);
    }

    /** The sequence numbers by {@code topic-partition}, in the order of the log, of all topics that begin so. */
    Map<String, List<Integer>> sequences(String topicPrefix) {
        Map<String, List<Integer>> some = new TreeMap<>(sequences);
        some.keySet().removeIf(partition -> !partition.startsWith(topicPrefix + "-"));
        return some;
    }

    /** The offsets that hold a record, by {@code topic-partition}. */
    Map<String, BitSet> offsets(String topicPrefix) {
        Map<String, BitSet> some = new TreeMap<>(offsets);
        some.keySet().removeIf(partition -> !partition.startsWith(topicPrefix + "-"));
        return some;
    }
}
