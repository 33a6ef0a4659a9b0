package io.kafkalifeline.smoke.scenario;

import io.kafkalifeline.smoke.Workspace;
import io.kafkalifeline.smoke.process.ChildProcess;
import io.kafkalifeline.smoke.process.JavaCommand;
import io.kafkalifeline.smoke.scenario.client.ClientsMain;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A process with clients. It plays one run after the other: what starting a JVM takes is most of a short run. */
public final class Clients implements AutoCloseable {
    private static final Duration UP = Duration.ofMinutes(2);
    private static final Duration BOOKED = Duration.ofSeconds(90);
    private static final Duration ENDED = Duration.ofSeconds(30);
    private static final String THREADS_LEFT = "threads left: ";

    /**
     * What is the same for the whole life of the process.
     *
     * @param agent the jar; null for none
     * @param frameworks whether it runs frameworks, which bring their own release of kafka-clients
     */
    public record Cast(
            Path agent,
            String agentOptions,
            String release,
            String iamLibrary,
            String logLevel,
            boolean frameworks,
            Map<String, String> environment) {}

    private final Cast cast;
    private final ChildProcess process;
    private int played;
    private boolean usable = true;

    private Clients(Cast cast, ChildProcess process) {
        this.cast = cast;
        this.process = process;
    }

    /** Starts a process; {@code name} is its own and that of its log in {@code home}. */
    public static Clients start(Cast cast, String name, Path hostsFile, Path home) {
        List<Path> classPath = new ArrayList<>(
                cast.frameworks() ? Workspace.frameworksClassPath() : Workspace.clientClassPath(cast.release()));
        classPath.add(Workspace.directory("kafka").resolve("aws-msk-iam-auth-" + cast.iamLibrary() + "-all.jar"));
        JavaCommand java = JavaCommand.named(name)
                .jvm("-Xmx640m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
                .property("org.slf4j.simpleLogger.defaultLogLevel", cast.logLevel())
                .property("org.slf4j.simpleLogger.showDateTime", "true")
                .property("org.slf4j.simpleLogger.dateTimeFormat", "HH:mm:ss.SSS")
                .property("jdk.net.hosts.file", hostsFile.toString())
                .property("aws.region", "us-east-1")
                .property("aws.disableEc2Metadata", "true")
                .env(cast.environment())
                .classPath(classPath)
                .main(ClientsMain.class.getName());
        if (cast.agent() != null) {
            java.agent(cast.agent(), cast.agentOptions());
        }
        return new Clients(cast, java.start(home));
    }

    /** Whether it can play with that cast, and nothing of before is left in it: a Connect worker ends with its JVM. */
    boolean fits(Cast other) {
        return usable && process.alive() && !cast.frameworks() && cast.equals(other);
    }

    /** Nothing that is left of what it has played is to spoil the next run. */
    void retire() {
        usable = false;
    }

    /** Starts clients of these kinds, and returns when each has reached every partition or has had its first failure. */
    public void play(Path directory, String prefix, int perSecond, int valueBytes, List<String> kinds) {
        // Until they have come to their end: a run that fails on the way leaves them playing.
        usable = false;
        played = process.lines().size();
        List<String> words = new ArrayList<>(List.of(
                "play", directory.toString(), prefix, Integer.toString(perSecond), Integer.toString(valueBytes)));
        words.addAll(kinds);
        process.tell(String.join("\t", words));
        process.awaitLine(played, line -> line.equals("up"), UP);
        process.tell("watch");
    }

    /** Returns when all journals are written; {@code fed} is how many records each consumer should have got. */
    public void stop(int fed) {
        process.tell("stop " + fed);
        String booked = process.awaitLine(played, line -> line.startsWith("booked"), BOOKED);
        usable = booked.equals("booked");
    }

    /** Whether every client of the last run has come to its end: no call hangs, and {@code close} has returned. */
    public boolean ended() {
        return usable;
    }

    /** The threads that the last run has left, by name, with how many there are of each. */
    public String threadsLeft() {
        List<String> told = process.lines(line -> line.startsWith(THREADS_LEFT));
        return told.get(told.size() - 1).substring(THREADS_LEFT.length());
    }

    /** While clients play. */
    public ChildProcess process() {
        return process;
    }

    @Override
    public void close() {
        try (process) {
            if (process.alive()) {
                process.tell("end");
                process.awaitExit(ENDED);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
