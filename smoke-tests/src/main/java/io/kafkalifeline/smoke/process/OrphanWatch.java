package io.kafkalifeline.smoke.process;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A process that outlives its parent only to kill the parent's other children, where the parent was killed outright and
 * could not do so itself. It reads their ids on standard input, whose end is the parent's.
 */
final class OrphanWatch {
    private final BufferedWriter pids;

    private OrphanWatch(Process watch) {
        pids = watch.outputWriter(StandardCharsets.UTF_8);
    }

    static OrphanWatch start() throws IOException {
        return new OrphanWatch(new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx16m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        classes(),
                        OrphanWatch.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start());
    }

    void over(Process child) {
        try {
            pids.write(Long.toString(child.pid()));
            pids.newLine();
            pids.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static void main(String[] args) throws IOException {
        // Handles, not numbers: they know when a number belongs to another process by now.
        List<ProcessHandle> children = new ArrayList<>();
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = input.readLine(); line != null; line = input.readLine()) {
            ProcessHandle.of(Long.parseLong(line)).ifPresent(children::add);
        }
        children.forEach(ProcessHandle::destroyForcibly);
    }

    private static String classes() {
        try {
            return Path.of(OrphanWatch.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
