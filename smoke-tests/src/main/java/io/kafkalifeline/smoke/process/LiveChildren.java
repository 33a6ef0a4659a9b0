package io.kafkalifeline.smoke.process;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/** The child processes that still run; all of them are killed when this JVM ends, however it ends. */
final class LiveChildren {
    private static final Set<Process> RUNNING = new HashSet<>();
    private static OrphanWatch orphanWatch;
    private static boolean ending;

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(LiveChildren::killAll, "stop-children"));
    }

    private LiveChildren() {}

    static synchronized Process start(ProcessBuilder builder) throws IOException {
        if (ending) {
            throw new IOException("this JVM is ending");
        }
        RUNNING.removeIf(process -> !process.isAlive());
        Process process = builder.start();
        RUNNING.add(process);
        if (orphanWatch == null) {
            orphanWatch = OrphanWatch.start();
        }
        orphanWatch.over(process);
        return process;
    }

    private static synchronized void killAll() {
        ending = true;
        RUNNING.forEach(Process::destroyForcibly);
    }
}
