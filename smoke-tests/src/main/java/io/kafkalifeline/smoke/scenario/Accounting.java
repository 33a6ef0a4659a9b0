package io.kafkalifeline.smoke.scenario;

import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Compares what a client was told with what is in the log. */
public final class Accounting {
    private static final int BROKERS = 3;
    /** Connections under the names of the bootstrap servers. */
    private static final int BOOTSTRAPPING = 2;

    private static final Set<String> READERS = Set.of("classic", "consumer", "share");

    private final Scenario scenario;
    private final double seconds;
    private final boolean agent;
    private final String prefix;
    private final WrittenLog log;

    /** Only counts, and leaves the judgement to the caller. */
    public static Accounting of(String prefix, boolean agent, WrittenLog log) {
        Scenario chaos = Scenario.named("chaos").tolerates(Tolerance.FAILURE);
        return new Accounting(chaos, 0, agent, prefix, log);
    }

    /** @param seconds how long the command line wanted a run to be */
    Accounting(Scenario scenario, double seconds, boolean agent, String prefix, WrittenLog log) {
        this.scenario = scenario;
        this.seconds = seconds;
        this.agent = agent;
        this.prefix = prefix;
        this.log = log;
    }

    public Row row(Journal journal) {
        Row row = Row.of(scenario.name(), agent, journal.kind());
        switch (journal.kind()) {
            case "classic", "consumer", "share" -> reader(row, journal);
            case "admin" -> caller(row, journal);
            case "streams" -> copier(row, journal);
            default -> producer(row, journal);
        }
        row.put("exc", journal.exceptionCount());
        row.put("silent", journal.number("silent"));
        row.put("gap", journal.number("gap"));
        row.put("reauth", journal.number("successful-reauthentication-total"));
        row.put("reauth-", journal.number("failed-reauthentication-total"));
        row.put("auth", journal.number("successful-authentication-total"));
        row.put("auth-", journal.number("failed-authentication-total"));
        row.put("conn", journal.number("connection-creation-total"));
        row.put("first-exc-ms", journal.number("first-exc-ms"));
        row.put("heap-kb", journal.number("heap-kb"));
        row.put("threads", journal.number("threads"));
        row.remarks().putAll(journal.exceptions());
        judge(row, journal);
        return row;
    }

    private static void caller(Row row, Journal journal) {
        row.put("sent", journal.number("sent"));
        row.put("acked", journal.acknowledged().cardinality());
        row.put("failed", journal.failed().cardinality());
    }

    private void producer(Row row, Journal journal) {
        Set<Integer> written = new HashSet<>();
        long duplicated = 0;
        long outOfOrder = 0;
        for (List<Integer> partition :
                log.sequences(prefix + "-" + journal.kind()).values()) {
            int last = -1;
            for (int sequence : partition) {
                if (!written.add(sequence)) {
                    duplicated++;
                } else if (sequence < last) {
                    outOfOrder++;
                }
                last = Math.max(last, sequence);
            }
        }
        row.put("sent", journal.number("sent"));
        row.put("acked", journal.acknowledged().cardinality());
        row.put("failed", journal.failed().cardinality());
        row.put("untold", row.number("sent") - row.number("acked") - row.number("failed"));
        row.put(
                "lost",
                journal.acknowledged().stream()
                        .filter(one -> !written.contains(one))
                        .count());
        row.put("in-log", journal.failed().stream().filter(written::contains).count());
        row.put("dup", duplicated);
        row.put("order", outOfOrder);
        row.put("dead", journal.number("dead"));
    }

    /** Copies the feed: what it was fed has to be in its own topic, once. */
    private void copier(Row row, Journal journal) {
        producer(row, journal);
        Set<Integer> copied = new HashSet<>();
        log.sequences(prefix + "-" + journal.kind()).values().forEach(copied::addAll);
        List<Integer> fed = log.sequences(prefix + "-feed").values().stream()
                .flatMap(List::stream)
                .toList();
        long never = fed.stream().filter(one -> !copied.contains(one)).count();
        row.put("sent", fed.size());
        row.put("acked", fed.size() - never);
        row.put("untold", 0);
        row.put("never", never);
    }

    private void reader(Row row, Journal journal) {
        long never = 0;
        long written = 0;
        for (Map.Entry<String, BitSet> partition : log.offsets(prefix + "-feed").entrySet()) {
            BitSet missing = (BitSet) partition.getValue().clone();
            written += missing.cardinality();
            missing.andNot(journal.delivered().getOrDefault(partition.getKey(), new BitSet()));
            never += missing.cardinality();
        }
        row.put("sent", written);
        row.put("acked", written - never);
        row.put("never", never);
        row.put("again", journal.number("redelivered"));
        row.put("rebal", journal.number("rebalances"));
        row.put("lost-partitions", journal.number("partitions-lost"));
    }

    private void judgeWhatIsTold(Row row) {
        if (scenario.toldByS() == 0 || !Scenario.WHO_IS_TOLD.contains(row.who())) {
            return;
        }
        if (row.remarks().keySet().stream().noneMatch(remark -> remark.endsWith(" SaslAuthenticationException"))) {
            row.complaints().add("never told that the credentials are refused");
        } else if (row.number("first-exc-ms") > scenario.toldByS() * 1000) {
            row.complaints()
                    .add("told after " + row.number("first-exc-ms") + " ms > " + scenario.toldByS() * 1000 + " ms");
        }
    }

    private void judgeConnections(Row row, Journal journal) {
        long changes = scenario.changes(seconds);
        if (changes != Long.MAX_VALUE && !Scenario.FRAMEWORKS.contains(row.who())) {
            // A consumer has a connection of its own to its coordinator.
            int each = READERS.contains(row.who()) ? BROKERS + 1 : BROKERS;
            long most = each + BOOTSTRAPPING + each * changes;
            if (row.number("conn") > most) {
                row.complaints().add("connections " + row.number("conn") + " > " + most);
            }
        }
        long refusals = scenario.mostRefusals(journal.number("metrics-ms") / 1000.0, BROKERS);
        if (row.number("auth-") > refusals) {
            row.complaints().add("refused attempts " + row.number("auth-") + " > " + refusals);
        }
    }

    private void judge(Row row, Journal journal) {
        judgeConnections(row, journal);
        boolean cut = scenario.allows(Tolerance.CUT_ON_THE_WIRE);
        if (scenario.allows(Tolerance.FAILURE)) {
            row.expectZero("dup", "order");
            judgeWhatIsTold(row);
            return;
        }
        switch (journal.kind()) {
            case "plain" -> {
                row.expectZero("lost", "dup", "untold");
                boolean onlyNetwork = journal.exceptions().keySet().equals(Set.of("callback NetworkException"));
                if (!cut || !onlyNetwork) {
                    row.expectZero("failed", "exc");
                }
                if (!cut) {
                    row.expectZero("order");
                }
            }
            case "acks0" -> {
                row.expectZero("failed", "exc", "dup", "untold");
                if (!cut) {
                    row.expectZero("lost", "order");
                }
            }
            case "classic", "consumer", "share" -> {
                row.expectZero("never", "exc");
                row.expectZero("rebal", "lost-partitions");
                // What a share consumer has acknowledged on a connection that is cut is delivered again.
                if (!cut || !journal.kind().equals("share")) {
                    row.expectZero("again");
                }
            }
            case "streams" -> row.expectZero("never", "exc", "dup", "order", "dead");
            default -> row.expectZero("failed", "exc", "lost", "in-log", "dup", "order", "untold", "dead");
        }
        judgeGap(row, journal);
    }

    /**
     * A gap of more than a second is no mere matter of how busy the machine is. What a framework gathers before it writes
     * is its own matter.
     */
    private void judgeGap(Row row, Journal journal) {
        if (scenario.longestGapMs() == Long.MAX_VALUE || Scenario.FRAMEWORKS.contains(journal.kind())) {
            return;
        }
        row.expectZero("silent");
        long naturalMs = journal.number("period-ms");
        if (row.number("gap") - naturalMs > scenario.longestGapMs()) {
            row.complaints().add("gap " + row.number("gap") + " ms > " + naturalMs + "+" + scenario.longestGapMs());
        }
    }
}
