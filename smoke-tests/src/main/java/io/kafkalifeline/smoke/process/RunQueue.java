package io.kafkalifeline.smoke.process;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * For how long the threads of this process that talk to brokers or clients had work and no processor, by the count of
 * Linux's scheduler; elsewhere it tells nothing. Not thread-safe.
 */
final class RunQueue {
    private static final Path TASKS = Path.of("/proc/self/task");

    /** How their names begin, as far as every JVM gives it to the system: network, request handler and application threads. */
    private static final List<String> NAMES =
            List.of("data-pl", "kafka-p", "kafka-a", "kafka-c", "consume", "applica", "crew-", "relay");

    /** A thread has the name of the process until it has set its own. */
    private static final String UNNAMED = "java";

    private final Map<Path, Long> waitedNanos = new HashMap<>();

    /** The longest that one of them has waited since the last look, ns. */
    long longestWaitNanos() {
        long longest = 0;
        try (DirectoryStream<Path> tasks = Files.newDirectoryStream(TASKS)) {
            for (Path task : tasks) {
                longest = Math.max(longest, sinceLastLook(task));
            }
        } catch (IOException e) {
            // No Linux.
        }
        return longest;
    }

    private long sinceLastLook(Path task) {
        try {
            if (!waitedNanos.containsKey(task)) {
                String name = Files.readString(task.resolve("comm"));
                if (!name.startsWith(UNNAMED)) {
                    waitedNanos.put(task, NAMES.stream().anyMatch(name::startsWith) ? waited(task) : -1L);
                }
                return 0;
            }
            long before = waitedNanos.get(task);
            if (before < 0) {
                return 0;
            }
            long now = waited(task);
            waitedNanos.put(task, now);
            return now - before;
        } catch (IOException e) {
            // It has just ended.
            return 0;
        }
    }

    /** The second of three numbers; the first is the time on a processor. */
    private static long waited(Path task) throws IOException {
        return Long.parseLong(Files.readString(task.resolve("schedstat")).split(" ", 3)[1]);
    }
}
