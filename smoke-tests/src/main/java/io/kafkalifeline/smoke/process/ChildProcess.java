package io.kafkalifeline.smoke.process;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A running child process: its output line by line, kept in a file too. It never outlives this JVM. */
public final class ChildProcess implements AutoCloseable {
    private final String name;
    private final Process process;
    private final List<String> lines = new ArrayList<>();
    private final List<Thread> readers = new ArrayList<>();
    private final Writer log;

    ChildProcess(String name, ProcessBuilder builder, Path logFile) throws IOException {
        this.name = name;
        Files.createDirectories(logFile.toAbsolutePath().getParent());
        // Another process of that name may have been there before; what it has printed is searched for secrets, too.
        log = Files.newBufferedWriter(logFile, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        process = LiveChildren.start(builder);
        read(process.getInputStream());
        read(process.getErrorStream());
    }

    private void read(InputStream stream) {
        Thread reader = new Thread(() -> copyLines(stream), name + "-output");
        reader.setDaemon(true);
        reader.start();
        readers.add(reader);
    }

    private void copyLines(InputStream stream) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                synchronized (lines) {
                    lines.add(line);
                    lines.notifyAll();
                    log.write(line);
                    log.write('\n');
                    log.flush();
                }
            }
        } catch (IOException e) {
            // The process was killed while it wrote.
        }
    }

    public long pid() {
        return process.pid();
    }

    public boolean alive() {
        return process.isAlive();
    }

    /** Everything printed so far, standard output and standard error as they came. */
    public List<String> lines() {
        synchronized (lines) {
            return List.copyOf(lines);
        }
    }

    /** The lines printed so far that match. */
    public List<String> lines(Predicate<String> wanted) {
        return lines().stream().filter(wanted).toList();
    }

    /** Waits for a line that matches and returns the first such line from the {@code from}-th on. */
    public String awaitLine(int from, Predicate<String> wanted, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        synchronized (lines) {
            for (int next = from; ; next++) {
                while (next >= lines.size()) {
                    long leftMs = (deadline - System.nanoTime()) / 1_000_000;
                    if (leftMs <= 0 || !moreToCome()) {
                        throw new IllegalStateException(describe("did not print what was waited for"));
                    }
                    waitForLine(Math.min(leftMs, 200));
                }
                if (wanted.test(lines.get(next))) {
                    return lines.get(next);
                }
            }
        }
    }

    public String awaitLine(Predicate<String> wanted, Duration patience) {
        return awaitLine(0, wanted, patience);
    }

    /** Writes one line to the process's standard input. */
    public void tell(String line) {
        try {
            BufferedWriter input = process.outputWriter(StandardCharsets.UTF_8);
            input.write(line);
            input.newLine();
            input.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(describe("does not listen"), e);
        }
    }

    /** Waits for the end and for the last line of output; returns the exit code. */
    public int awaitExit(Duration patience) throws InterruptedException {
        if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            kill();
            throw new IllegalStateException(describe("did not end within " + patience));
        }
        for (Thread reader : readers) {
            reader.join(10_000);
        }
        return process.exitValue();
    }

    /** SIGTERM, and SIGKILL if that does not end it in time; returns when the process is gone. */
    public void terminate(Duration patience) throws InterruptedException {
        process.destroy();
        if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            kill();
        }
    }

    /** Sends a signal; {@code signal} is its name without {@code SIG}, such as {@code STOP}. */
    public void signal(String signal) {
        try {
            Process kill = new ProcessBuilder("kill", "-" + signal, Long.toString(pid())).start();
            if (kill.waitFor() != 0) {
                throw new IllegalStateException(describe("could not be sent SIG" + signal));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** SIGKILL; returns when the process is gone. */
    public void kill() {
        process.destroyForcibly();
        boolean interrupted = false;
        while (process.isAlive()) {
            try {
                process.waitFor();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        kill();
    }

    private boolean moreToCome() {
        return process.isAlive() || readers.stream().anyMatch(Thread::isAlive);
    }

    private void waitForLine(long ms) {
        try {
            lines.wait(ms);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + name, e);
        }
    }

    private String describe(String what) {
        List<String> all = lines();
        List<String> last = all.subList(Math.max(0, all.size() - 30), all.size());
        return name + " (process " + pid() + ", " + (alive() ? "running" : "exit code " + process.exitValue()) + ") "
                + what + "; its last lines:\n  " + String.join("\n  ", last);
    }
}
