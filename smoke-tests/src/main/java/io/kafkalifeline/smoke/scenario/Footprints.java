package io.kafkalifeline.smoke.scenario;

import io.kafkalifeline.smoke.process.ChildProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the clients' process holds while it runs, once a minute: a soak is to leave it as it is. */
public final class Footprints {
    private static final long EVERY_NANOS = Duration.ofMinutes(1).toNanos();
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** From here on it is a soak; what is in the beginning belongs to warming up. */
    private static final int SOAK = 5;

    private static final double FLAT = 1.25;

    private final List<long[]> looks = new ArrayList<>();
    private long nextNanos = System.nanoTime() + EVERY_NANOS;

    /** Looks if it is time to. */
    public void look(ChildProcess clients) {
        if (System.nanoTime() - nextNanos < 0) {
            return;
        }
        nextNanos += EVERY_NANOS;
        int before = clients.lines(line -> line.startsWith("footprint ")).size();
        clients.tell("footprint");
        clients.awaitLine(
                line -> line.startsWith("footprint ")
                        && clients.lines(one -> one.startsWith("footprint ")).size() > before,
                PATIENCE);
        List<String> told = clients.lines(line -> line.startsWith("footprint "));
        String[] words = told.get(told.size() - 1).split(" ", -1);
        looks.add(new long[] {Long.parseLong(words[1]), Long.parseLong(words[2])});
        System.out.println("after " + looks.size() + " min: heap " + words[1] + " KB, " + words[2] + " threads");
    }

    /** By minute: the used heap in KB after a collection, and the number of threads. */
    public List<long[]> looks() {
        return looks;
    }

    /** Compares the last minute with an early one; empty for short runs. */
    Optional<Row> row(Scenario scenario, boolean agent) {
        if (looks.size() < SOAK) {
            return Optional.empty();
        }
        long[] early = looks.get(SOAK / 2);
        long[] late = looks.get(looks.size() - 1);
        Row row = Row.of(scenario.name(), agent, "process");
        row.put("minutes", looks.size());
        row.put("early-heap-kb", early[0]).put("heap-kb", late[0]);
        row.put("early-threads", early[1]).put("threads", late[1]);
        if (late[0] > FLAT * early[0]) {
            row.complaints().add("heap has grown");
        }
        if (late[1] > FLAT * early[1]) {
            row.complaints().add("threads have grown");
        }
        return Optional.of(row);
    }
}
