package io.kafkalifeline.smoke.msk;

import io.kafkalifeline.smoke.Workspace;
import io.kafkalifeline.smoke.process.ChildProcess;
import io.kafkalifeline.smoke.process.JavaCommand;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** One broker of a {@link KafkaCluster}: its process, and what can be said to it. */
public final class MskNode {
    private static final Duration BOOT = Duration.ofMinutes(2);
    private static final Duration ANSWER = Duration.ofMinutes(1);

    private final int id;
    private final Path directory;
    private final String clusterId;
    private String script = "";
    private final Map<String, Long> earlier = new HashMap<>();
    private ChildProcess process;
    private int commands;
    private boolean paused;

    /** @param directory holds {@code server.properties} */
    MskNode(int id, Path directory, String clusterId) {
        this.id = id;
        this.directory = directory;
        this.clusterId = clusterId;
    }

    /** Starts it, for the first time or after {@link #kill}; {@link #awaitStarted} waits for it. */
    public synchronized void launch() {
        process = JavaCommand.named("broker-" + id)
                .jvm("-Xmx384m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
                .property("log4j2.configurationFile", "broker-log4j2.xml")
                .classPath(Workspace.brokerClassPath())
                .main(
                        MskBroker.class.getName(),
                        directory.resolve("server.properties").toString(),
                        directory.resolve("data").toString(),
                        clusterId)
                .start(directory.getParent());
    }

    /** Waits until it serves. */
    public void awaitStarted() {
        process.awaitLine(line -> line.contains("Kafka Server started"), BOOT);
        ask("script " + script);
    }

    /** {@code kill -9}. What has been asked for before is asked once more, so that no count is lost. */
    public synchronized void kill() {
        if (process.alive()) {
            earlier.replaceAll((question, count) -> count + ask(question));
        }
        process.kill();
    }

    /** SIGTERM, and {@code kill -9} for one that does not end. As {@link #kill}, no count is lost. */
    public synchronized void shutDown() throws InterruptedException {
        earlier.replaceAll((question, count) -> count + ask(question));
        process.terminate(ANSWER);
    }

    /** SIGSTOP, until {@link #goOn}: its connections stay, and nobody answers. */
    public synchronized void pause() {
        paused = true;
        process.signal("STOP");
    }

    /** SIGCONT. */
    public synchronized void goOn() {
        process.signal("CONT");
        paused = false;
        ask("script " + script);
    }

    /** {@code kill -9}, for good. */
    void end() {
        if (process != null) {
            process.kill();
        }
    }

    /** A count since the first start. */
    synchronized long count(String question) {
        return earlier.computeIfAbsent(question, key -> 0L) + ask(question);
    }

    /** Follows that script from now on, also after a restart. */
    synchronized void follow(String newScript) {
        script = newScript;
        if (process.alive() && !paused) {
            ask("script " + newScript);
        }
    }

    synchronized long ask(String command) {
        String id = "q" + ++commands;
        process.tell(id + " " + command);
        String answer = process.awaitLine(line -> line.startsWith("answer " + id + " "), ANSWER);
        return Long.parseLong(answer.split(" ", 3)[2]);
    }
}
