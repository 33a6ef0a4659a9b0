package io.kafkalifeline.smoke.perf;

import io.kafkalifeline.smoke.Workspace;
import io.kafkalifeline.smoke.process.ChildProcess;
import io.kafkalifeline.smoke.process.JavaCommand;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import java.util.function.Consumer;

/** One run of Kafka's own {@code org.apache.kafka.tools.ProducerPerformance}, unchanged, in a JVM of its own. */
public final class PerfRun {
    private final String name;
    private final Properties client;
    private final String topic;
    private final JavaCommand java;
    private long records = 10_000;
    private long perSecond = -1;
    private long warmUp;

    /** A run of that name against {@code topic} with the client's properties. */
    public PerfRun(String name, Properties client, String topic) {
        this.name = name;
        this.client = client;
        this.topic = topic;
        java = JavaCommand.named(name);
    }

    /** How many records at most per second; -1 for as fast as it goes. */
    public PerfRun records(long total, long atMostPerSecond) {
        records = total;
        perSecond = atMostPerSecond;
        return this;
    }

    /** How many of the records come before the throughput is measured. */
    public PerfRun warmUp(long firstRecords) {
        warmUp = firstRecords;
        return this;
    }

    /** Adds to the JVM's command line, such as the agent. */
    public PerfRun java(Consumer<JavaCommand> change) {
        change.accept(java);
        return this;
    }

    /** Runs it to its end; {@code progress} gets every line that reports on the interval since the last. */
    public PerfResult run(Consumer<String> progress, Duration patience) throws InterruptedException {
        ChildProcess process = start();
        try (process) {
            int next = 0;
            while (process.alive()) {
                next = report(process, next, progress);
                Thread.sleep(100);
            }
            int exitCode = process.awaitExit(patience);
            if (exitCode != 0) {
                throw new IllegalStateException(
                        "ProducerPerformance ended with " + exitCode + ":\n  " + String.join("\n  ", process.lines()));
            }
            return PerfResult.parse(records, process.lines());
        }
    }

    private static int report(ChildProcess process, int from, Consumer<String> progress) {
        var lines = process.lines();
        lines.subList(from, lines.size()).stream()
                .filter(line -> line.endsWith("ms max latency."))
                .forEach(progress);
        return lines.size();
    }

    private ChildProcess start() {
        Path config = Workspace.clientFile(name, client);
        return java.property("org.slf4j.simpleLogger.defaultLogLevel", "warn")
                .classPath(Workspace.toolsClassPath())
                .main("org.apache.kafka.tools.ProducerPerformance")
                .args("--topic", topic, "--command-config", config.toString(), "--print-metrics")
                .args("--num-records", Long.toString(records), "--throughput", Long.toString(perSecond))
                .args("--warmup-records", Long.toString(warmUp))
                .args("--record-size", "200", "--reporting-interval", "2000")
                .start(Workspace.directory("logs"));
    }
}
