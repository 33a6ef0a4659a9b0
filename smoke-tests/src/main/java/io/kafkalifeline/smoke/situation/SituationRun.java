package io.kafkalifeline.smoke.situation;

import io.kafkalifeline.smoke.Workspace;
import io.kafkalifeline.smoke.child.situations.Situated;
import io.kafkalifeline.smoke.child.timeouts.CauseInChain;
import io.kafkalifeline.smoke.process.ChildProcess;
import io.kafkalifeline.smoke.process.JavaCommand;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One process with a client in each of several situations, and the agent, which tells its events as JSON. */
final class SituationRun implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(100);

    private final List<Situation> situations;
    private final ChildProcess process;

    private SituationRun(List<Situation> situations, ChildProcess process) {
        this.situations = situations;
        this.process = process;
    }

    static JavaCommand command(String name) {
        return JavaCommand.named("situations-" + name)
                .jvm("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
                .property("org.slf4j.simpleLogger.defaultLogLevel", "error")
                .property("org.apache.kafka.sasl.oauthbearer.allowed.urls", CredentialSituations.TOKEN_ENDPOINT)
                .classPath(Workspace.clientClassPath(Workspace.BROKER_VERSION))
                .agent(Workspace.agentJar(), "log.events=json");
    }

    /** @param under the command to start it with, or nothing */
    static SituationRun start(JavaCommand command, List<String> under, List<Situation> situations) {
        command.main(Situated.class.getName(), SituationStage.TOPIC);
        for (Situation situation : situations) {
            command.args(Workspace.clientFile("situation-" + situation.id(), situation.client())
                    .toString());
        }
        return new SituationRun(situations, command.start(Workspace.directory("logs"), under));
    }

    List<Situation> situations() {
        return situations;
    }

    /** Returns when those have worked that are to work first. */
    void awaitWorking() {
        for (Situation situation : situations) {
            if (situation.worked()) {
                process.awaitLine(line -> line.equals("works " + situation.id()), PATIENCE);
            }
        }
    }

    /** Returns when the clients know. */
    void broken() {
        process.tell("broken");
        for (Situation situation : situations) {
            if (situation.worked()) {
                process.awaitLine(line -> line.equals("broken " + situation.id()), PATIENCE);
            }
        }
    }

    /** Returns when every client has said what there is to say, and ends them. Who says nothing fails a test of its own. */
    void awaitCauses() {
        long endNanos = System.nanoTime() + PATIENCE.toNanos();
        for (Situation situation : situations) {
            try {
                process.awaitLine(
                        line -> isOutcome(line, situation) && (!situation.isTold() || situation.isToldIn(line)),
                        Duration.ofNanos(endNanos - System.nanoTime()));
                process.awaitLine(
                        line -> isOutcome(line, situation) && (situation.isLeftToKafka() || isRight(line, situation)),
                        Duration.ofNanos(endNanos - System.nanoTime()));
            } catch (IllegalStateException e) {
                System.out.println(situation.id() + " says nothing");
            }
        }
        process.kill();
    }

    /** What the application has got from the first call in trouble on. */
    List<String> outcomes(Situation situation) {
        return process.lines(line -> isOutcome(line, situation));
    }

    /**
     * The causes up to the first one that is right. On a busy machine a call may time out before its client has met the
     * trouble: what only says where an attempt is does not count.
     */
    List<String> causes(Situation situation) {
        List<String> causes = new ArrayList<>();
        for (String outcome : outcomes(situation)) {
            if (isRight(outcome, situation)) {
                causes.add(outcome);
                return causes;
            }
            if (CauseInChain.advisesIn(outcome) && (outcome.contains(" failed at ") || outcome.contains(" has died"))) {
                causes.add(outcome);
            }
        }
        return causes;
    }

    private static boolean isRight(String outcome, Situation situation) {
        return CauseInChain.isIn(outcome) && situation.missingIn(outcome).isEmpty();
    }

    /** The lines of attempts that have failed, and not because the client was closed. */
    List<String> failedAttempts(Situation situation) {
        return process.lines(line -> line.contains("\"event\":\"kafka.initialisation\"")
                && line.contains("\"client_id\":\"" + situation.id() + "\"")
                && line.contains("\"error_type\":")
                && !line.contains("\"client_disconnected\""));
    }

    private static boolean isOutcome(String line, Situation situation) {
        return line.startsWith("outcome " + situation.id() + " ");
    }

    /** Whether that line has words of ours. */
    static boolean isExplained(String line) {
        return CauseInChain.isIn(line);
    }

    @Override
    public void close() {
        process.close();
    }
}
