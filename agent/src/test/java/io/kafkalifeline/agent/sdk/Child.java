package io.kafkalifeline.agent.sdk;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs {@link IsolatedProgram} in a JVM of its own, with only the given variables out of {@code OTEL_*}. */
final class Child {
    /** What the line begins with that says when the application was done. */
    static final String END = "done at ";

    private final List<String> output;
    private final long exitMs;

    private Child(List<String> output, long exitMs) {
        this.output = output;
        this.exitMs = exitMs;
    }

    /** Runs it to its end, which must be a good one. */
    static Child run(Map<String, String> environment, String... arguments) throws IOException, InterruptedException {
        return run(List.of(), environment, arguments);
    }

    static Child run(List<String> jvmOptions, Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(System.getProperty("java.home") + "/bin/java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        command.addAll(jvmOptions);
        command.addAll(List.of("-cp", classPath(), IsolatedProgram.class.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("OTEL_") || name.equals("JAVA_TOOL_OPTIONS"));
        builder.environment().putAll(environment);
        File log = File.createTempFile("child", ".log");
        log.deleteOnExit();
        Process process = builder.redirectOutput(log).start();
        try {
            if (!process.waitFor(120, TimeUnit.SECONDS)) {
                throw new AssertionError("still running; it said " + lines(log));
            }
            long ended = System.currentTimeMillis();
            if (process.exitValue() != 0) {
                throw new AssertionError("exit code " + process.exitValue() + "; it said " + lines(log));
            }
            List<String> lines = lines(log);
            String done = lines.stream()
                    .filter(line -> line.startsWith(END))
                    .findFirst()
                    .orElseThrow();
            lines.remove(done);
            return new Child(lines, ended - Long.parseLong(done.substring(END.length())));
        } finally {
            process.destroyForcibly();
        }
    }

    /** What it printed on standard output and standard error. */
    List<String> output() {
        return output;
    }

    /** How long the JVM took to end after the application was done, in milliseconds. */
    long exitMs() {
        return exitMs;
    }

    private static List<String> lines(File log) throws IOException {
        return Files.readAllLines(log.toPath(), StandardCharsets.UTF_8);
    }

    private static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }
}
