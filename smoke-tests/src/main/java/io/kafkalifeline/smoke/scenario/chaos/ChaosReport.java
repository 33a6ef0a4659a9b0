package io.kafkalifeline.smoke.scenario.chaos;

import io.kafkalifeline.smoke.scenario.Journal;
import io.kafkalifeline.smoke.scenario.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The accounts of one run on one page, and what is wrong with them. */
final class ChaosReport {
    private static final Set<String> READERS = Set.of("classic", "consumer", "share");
    private static final Set<String> NUMBERED = Set.of("idempotent", "newtopic", "transactional");
    /** Begins of the names that Kafka gives the threads of its clients. */
    private static final List<String> KAFKAS_THREADS =
            List.of("kafka-producer-", "kafka-admin-", "kafka-coordinator-", "consumer_background");

    /** Who has had no success for so long after the last fault has none any more. */
    private static final long DEAD_MS = 20_000;

    private static final double LEVEL = 1.25;
    private static final long HEAP_SLACK_KB = 8 * 1024;
    private static final long THREADS_SLACK = 3;
    /** From here on it tells something about memory. */
    private static final int LOOKS = 9;

    private final List<String> rows = new ArrayList<>();
    private final List<String> exceptions = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();
    private final Map<String, Integer> faults = new TreeMap<>();
    private final StringBuilder footprint = new StringBuilder();
    private final String title;
    private String left = "";

    ChaosReport(long seed, double minutes, boolean agent, String release) {
        title = String.format(
                Locale.ROOT,
                "Chaos for %.1f minutes, seed %d, kafka-clients %s, %s agent",
                minutes,
                seed,
                release,
                agent ? "with" : "without");
    }

    /** What is wrong; empty if all is well. */
    List<String> complaints() {
        return complaints;
    }

    void client(Row row, Journal journal) {
        String kind = row.who();
        long lost = READERS.contains(kind) ? row.number("never") : row.number("lost");
        long repeated = READERS.contains(kind) ? row.number("again") : row.number("dup");
        boolean dead = journal.number(Journal.QUIET) > DEAD_MS;
        rows.add(String.format(
                Locale.ROOT,
                "| %s | %d | %d | %d | %d | %d | %d | %d | %d | %.1f s | %s | %d |",
                kind,
                row.number("sent"),
                row.number("acked"),
                row.number("failed"),
                row.number("untold"),
                row.number("in-log"),
                lost,
                repeated,
                row.number("order"),
                row.number("gap") / 1000.0,
                dead ? "yes" : "no",
                journal.number("made-anew")));
        journal.exceptions().forEach((what, count) -> exceptions.add("- " + kind + ": " + count + " × " + what));
        judge(row, kind, lost, repeated, dead);
        if (journal.number("made-anew") != 0) {
            complaints.add(kind + " was useless and made anew " + journal.number("made-anew") + " times");
        }
        if (journal.number(Journal.TOLD_TWICE) != 0) {
            complaints.add(kind + ": " + journal.number(Journal.TOLD_TWICE) + " told twice");
        }
    }

    /** @param threads what the clients have left behind them, by name */
    void end(boolean ended, String threads) {
        if (!ended) {
            complaints.add("a client has not come to its end");
        }
        if (KAFKAS_THREADS.stream().anyMatch(threads::contains)) {
            complaints.add("threads of clients are left");
        }
        left = threads;
    }

    /** It was played for shorter than it should have been. */
    void fixtureFailed(Exception failure, int afterMinutes) {
        complaints.add("the fixture has failed after " + afterMinutes + " minutes: " + failure);
    }

    /**
     * What acks=0 loses with a broker is stock's. So is what a reader reads again: a member of a group after its
     * partitions were taken from it and given back; a share consumer what it had not acknowledged when its connection went.
     */
    private void judge(Row row, String kind, long lost, long repeated, boolean dead) {
        if (dead) {
            complaints.add(kind + " is dead");
        }
        if (row.number("untold") != 0) {
            complaints.add(kind + ": " + row.number("untold") + " records of which nobody was told anything");
        }
        if (lost != 0 && !kind.equals("acks0")) {
            complaints.add(kind + ": " + lost + " lost");
        }
        boolean rebalanced = row.number("rebal") + row.number("lost-partitions") != 0;
        if (repeated != 0 && !kind.equals("share") && !rebalanced) {
            complaints.add(kind + ": " + repeated + " repeated");
        }
        if (row.number("order") != 0 && NUMBERED.contains(kind)) {
            complaints.add(kind + ": " + row.number("order") + " out of order");
        }
    }

    void happened(Map<String, Integer> counts) {
        faults.putAll(counts);
    }

    /** @param looks by minute: the used heap in KB after a collection, and the number of threads */
    void process(List<long[]> looks) {
        footprint.append("| minute | heap after GC | threads |\n| ---: | ---: | ---: |\n");
        int step = Math.max(1, looks.size() / 20);
        for (int i = 0; i < looks.size(); i++) {
            if (i % step == 0 || i == looks.size() - 1) {
                footprint.append(String.format(
                        Locale.ROOT, "| %d | %.1f MB | %d |%n", i + 1, looks.get(i)[0] / 1024.0, looks.get(i)[1]));
            }
        }
        if (looks.size() >= LOOKS) {
            int third = looks.size() / 3;
            List<long[]> middle = looks.subList(third, 2 * third);
            List<long[]> last = looks.subList(2 * third, looks.size());
            if (least(last, 0) > LEVEL * least(middle, 0) + HEAP_SLACK_KB) {
                complaints.add("memory has grown");
            }
            if (least(last, 1) > least(middle, 1) + THREADS_SLACK) {
                complaints.add("threads have grown");
            }
        }
    }

    private static long least(List<long[]> looks, int what) {
        return looks.stream().mapToLong(look -> look[what]).min().orElseThrow();
    }

    String text() {
        StringBuilder text = new StringBuilder("# " + title + "\n\n");
        text.append(complaints.isEmpty() ? "All is well.\n\n" : "Wrong: " + String.join("; ", complaints) + ".\n\n");
        text.append("| client | sent or due | acked or read | failed with an exception | untold"
                + " | failed, yet written | lost | repeated | out of order | longest silence | dead | made anew |\n");
        text.append("| --- |").append(" ---: |".repeat(11)).append('\n');
        rows.forEach(row -> text.append(row).append('\n'));
        text.append(
                "\nNot a fault of the client's, and the same without agent: what acks=0 has sent to a broker that is"
                        + " killed is lost; what a reader has not committed when its coordinator or its connection goes is read"
                        + " again; without sequence numbers order ends where a connection ends; a record whose failure is told may"
                        + " have been written.\n\nWhat happened:\n\n");
        faults.forEach((kind, count) -> text.append("- " + count + " × " + kind + "\n"));
        text.append("\nWhat the applications were told:\n\n");
        exceptions.forEach(line -> text.append(line).append('\n'));
        text.append("\nThe clients' process:\n\n").append(footprint);
        text.append("\nThreads that are left with all clients closed: ")
                .append(left)
                .append('\n');
        return text.toString();
    }
}
