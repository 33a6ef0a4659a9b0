package io.kafkalifeline.hooktests.fate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The names of the nodes of one schedule, as this JVM resolves them: those that are not known cannot be resolved.
 * Schedules are played side by side and share the file, so each has names of its own. Thread-safe.
 */
final class Names implements AutoCloseable {
    /** This JVM looks names up in this file alone. */
    private static final Path HOSTS = Path.of(System.getProperty("jdk.net.hosts.file"));

    private static final AtomicInteger SCHEDULES = new AtomicInteger();
    /** Of all schedules. Guarded by this class. */
    private static final Set<String> KNOWN = new TreeSet<>();

    private final int nodes;
    private final int schedule = SCHEDULES.incrementAndGet();

    /** All are known. */
    Names(int nodes) {
        this.nodes = nodes;
        calm();
    }

    String of(int node) {
        return "node-" + node + ".fate-" + schedule;
    }

    /** That name cannot be resolved until {@link #calm}. */
    void forget(int node) {
        change(List.of(), List.of(of(node)));
    }

    void calm() {
        change(all(), List.of());
    }

    @Override
    public void close() {
        change(List.of(), all());
    }

    private List<String> all() {
        List<String> names = new ArrayList<>();
        for (int node = 0; node < nodes; node++) {
            names.add(of(node));
        }
        return names;
    }

    private static synchronized void change(List<String> known, List<String> unknown) {
        KNOWN.addAll(known);
        unknown.forEach(KNOWN::remove);
        List<String> lines = new ArrayList<>(List.of("127.0.0.1 localhost"));
        KNOWN.forEach(name -> lines.add("127.0.0.1 " + name));
        try {
            Path written = HOSTS.resolveSibling(HOSTS.getFileName() + ".new");
            Files.write(written, lines);
            Files.move(written, HOSTS, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
