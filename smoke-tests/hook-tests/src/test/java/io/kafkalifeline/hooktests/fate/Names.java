package io.kafkalifeline.hooktests.fate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/** The names of nodes, as this JVM resolves them: those that are not known cannot be resolved. Thread-safe. */
final class Names {
    /** This JVM looks names up in this file alone. */
    private static final Path HOSTS = Path.of(System.getProperty("jdk.net.hosts.file"));

    private final int nodes;
    private final Set<String> unknown = new ConcurrentSkipListSet<>();

    /** All are known. */
    Names(int nodes) {
        this.nodes = nodes;
        write();
    }

    static String of(int node) {
        return "node-" + node + ".fate";
    }

    /** That name cannot be resolved until {@link #calm}. */
    void forget(int node) {
        unknown.add(of(node));
        write();
    }

    void calm() {
        unknown.clear();
        write();
    }

    private synchronized void write() {
        List<String> lines = new ArrayList<>(List.of("127.0.0.1 localhost"));
        for (int node = 0; node < nodes; node++) {
            if (!unknown.contains(of(node))) {
                lines.add("127.0.0.1 " + of(node));
            }
        }
        try {
            Path written = HOSTS.resolveSibling(HOSTS.getFileName() + ".new");
            Files.write(written, lines);
            Files.move(written, HOSTS, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
