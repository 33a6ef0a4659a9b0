package io.kafkalifeline.agent.jar;

import static org.awaitility.Awaitility.await;

import io.kafkalifeline.agent.jar.app.Hello;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A JVM of its own, with the applications of these tests on its class path and none of the agent's classes. */
final class ChildJvm implements AutoCloseable {
    private final Process process;
    private final Path out;
    private final Path err;

    private ChildJvm(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    static ChildJvm start(Path directory, Map<String, String> environment, String classPath, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        if (!classPath.isEmpty()) {
            command.addAll(List.of("-cp", applications() + File.pathSeparator + classPath));
        }
        command.addAll(List.of(arguments));
        Path out = Files.createTempFile(directory, "out", ".txt");
        Path err = Files.createTempFile(directory, "err", ".txt");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment()
                .keySet()
                .removeIf(name -> name.startsWith("KAFKA_LIFELINE_") || name.equals("JAVA_TOOL_OPTIONS"));
        builder.environment().putAll(environment);
        return new ChildJvm(builder.start(), out, err);
    }

    /** Where a class of the tests' class path comes from. */
    static String pathOf(Class<?> type) {
        return new File(type.getProtectionDomain().getCodeSource().getLocation().getPath()).toString();
    }

    private static String applications() {
        return pathOf(Hello.class);
    }

    long pid() {
        return process.pid();
    }

    int exitValue() throws InterruptedException {
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new AssertionError("still running; it said " + out() + err());
        }
        return process.exitValue();
    }

    /** Types a line. */
    void type(String line) throws IOException {
        process.outputWriter().write(line);
        process.outputWriter().flush();
    }

    /** Ends its standard input. */
    void endOfInput() throws IOException {
        process.outputWriter().close();
    }

    List<String> out() {
        return lines(out);
    }

    List<String> err() {
        return lines(err);
    }

    /** The agent's own lines. */
    List<String> said() {
        return err().stream()
                .filter(line -> line.startsWith("[kafka-lifeline] "))
                .toList();
    }

    void awaitSaid(String text) {
        await().atMost(Duration.ofSeconds(30)).until(() -> said().stream().anyMatch(line -> line.contains(text)));
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
