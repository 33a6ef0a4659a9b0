package io.kafkalifeline.smoke.scenario;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What one client was told in one run, as it travels from the client's process in a file.
 *
 * @param acknowledged sequence numbers of records that were told to be written
 * @param failed sequence numbers of records that were told to have failed
 * @param delivered by {@code topic-partition}, the offsets of the records that reached the application
 * @param exceptions how many, by {@code call ClassName}
 * @param numbers everything else that was counted, Kafka's own metrics among it
 */
public record Journal(
        String kind,
        BitSet acknowledged,
        BitSet failed,
        Map<String, BitSet> delivered,
        Map<String, Long> exceptions,
        Map<String, Long> numbers) {
    /** Among the client's properties: {@code delivery.timeout.ms} of those producers that merely send. */
    public static final String DELIVERY_TIMEOUT = "smoke.delivery.timeout.ms";

    /** Among the client's properties: {@code request.timeout.ms} of producers; four fifths of the above by default. */
    public static final String REQUEST_TIMEOUT = "smoke.request.timeout.ms";

    /** Among the client's properties: for how long a caller waits at most, such as for a commit. */
    public static final String MAX_BLOCK = "smoke.max.block.ms";

    /** Among the client's properties: {@code acks} of the producer that does not retry. */
    public static final String ACKS = "smoke.acks";

    /** Among the client's properties: how many seconds lie between two new topics. */
    public static final String NEW_TOPIC_EVERY = "smoke.new.topic.every.s";

    /** Among the client's properties: {@code true} for an application that makes a new producer where one has failed for good. */
    public static final String MAKES_ANEW = "smoke.makes.anew";

    /** Among the numbers: for how long there had been no success when the parent had seen enough, in ms. */
    public static final String QUIET = "quiet-ms";

    /** Among the numbers: how often the application was told of what it had been told already. */
    public static final String TOLD_TWICE = "told-twice";

    /** Among the numbers: the longest that the machine kept the clients from running, in ms. */
    public static final String PAUSE = "pause-ms";

    /** The metrics of Kafka that are booked. */
    public static final Set<String> METRICS = Set.of(
            "successful-authentication-total",
            "failed-authentication-total",
            "successful-reauthentication-total",
            "failed-reauthentication-total",
            "connection-creation-total");

    public long number(String name) {
        return numbers.getOrDefault(name, 0L);
    }

    public long exceptionCount() {
        return exceptions.values().stream().mapToLong(Long::longValue).sum();
    }

    public void write(Path file) {
        List<String> lines = new ArrayList<>();
        lines.add("kind " + kind);
        lines.add("acknowledged " + ranges(acknowledged));
        lines.add("failed " + ranges(failed));
        delivered.forEach((partition, offsets) -> lines.add("delivered " + partition + " " + ranges(offsets)));
        exceptions.forEach((what, count) -> lines.add("exception " + count + " " + what));
        numbers.forEach((name, value) -> lines.add("number " + value + " " + name));
        try {
            Files.write(file, lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Journal read(Path file) {
        Journal journal = new Journal(
                file.getFileName().toString().replace(".journal", ""),
                new BitSet(),
                new BitSet(),
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeMap<>());
        try {
            Files.readAllLines(file).forEach(journal::take);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return journal;
    }

    private void take(String line) {
        String[] words = line.split(" ", 3);
        switch (words[0]) {
            case "acknowledged" -> addRanges(words[1], acknowledged);
            case "failed" -> addRanges(words[1], failed);
            case "delivered" -> addRanges(words[2], delivered.computeIfAbsent(words[1], key -> new BitSet()));
            case "exception" -> exceptions.put(words[2], Long.parseLong(words[1]));
            case "number" -> numbers.put(words[2], Long.parseLong(words[1]));
            default -> {}
        }
    }

    /** {@code 0-99,102-102}; {@code -} if empty. */
    private static String ranges(BitSet set) {
        List<String> ranges = new ArrayList<>();
        for (int from = set.nextSetBit(0); from >= 0; ) {
            int end = set.nextClearBit(from);
            ranges.add(from + "-" + (end - 1));
            from = set.nextSetBit(end);
        }
        return ranges.isEmpty() ? "-" : ranges.stream().collect(Collectors.joining(","));
    }

    private static void addRanges(String ranges, BitSet to) {
        if (!ranges.equals("-")) {
            for (String range : ranges.split(",", -1)) {
                String[] ends = range.split("-", -1);
                to.set(Integer.parseInt(ends[0]), Integer.parseInt(ends[1]) + 1);
            }
        }
    }
}
