package io.kafkalifeline.smoke.refusal;

import io.kafkalifeline.smoke.Workspace;
import io.kafkalifeline.smoke.broker.KafkaBroker;
import io.kafkalifeline.smoke.process.ChildProcess;
import io.kafkalifeline.smoke.process.JavaCommand;
import io.kafkalifeline.smoke.refusal.client.RefusedClients;
import io.kafkalifeline.smoke.refusal.client.SwitchedPlain;
import io.kafkalifeline.smoke.refusal.client.SwitchedTokens;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.function.Predicate;

/** One process with clients of one release that meets one refusal. */
final class RefusalRun implements AutoCloseable {
    /** Who has not worked for so long before the end is dead. */
    static final long SILENT_MS = 8_000;

    static final List<String> ALL_KINDS = List.of(
            "plain",
            "idempotent",
            "transactional",
            "classic",
            "consumer",
            "share",
            "admin",
            "late-idempotent",
            "late-transactional");

    private static final Duration UP = Duration.ofMinutes(3);
    private static final Duration REPORTED = Duration.ofMinutes(4);

    private final String release;
    private final boolean agent;
    private final Refusal refusal;
    private final List<String> kinds;
    private final ChildProcess process;

    private RefusalRun(String release, boolean agent, Refusal refusal, List<String> kinds, ChildProcess process) {
        this.release = release;
        this.agent = agent;
        this.refusal = refusal;
        this.kinds = kinds;
        this.process = process;
    }

    /**
     * @param wanted the kinds of clients, of those that are there
     * @param count how many clients of each kind
     */
    static RefusalRun start(
            KafkaBroker broker, String release, boolean agent, Refusal refusal, Predicate<String> wanted, int count) {
        List<String> kinds = kinds(release, refusal).stream().filter(wanted).toList();
        String name = "refused-" + release + (agent ? "-agent-" : "-stock-")
                + refusal.words().replace(' ', '-') + "-" + refusal.lastsMs();
        Properties client = broker.clientProperties(refusal.listener());
        if (refusal.listener().equals(Refusal.PLAIN)) {
            client.setProperty("sasl.client.callback.handler.class", SwitchedPlain.class.getName());
        } else {
            client.setProperty("sasl.login.callback.handler.class", SwitchedTokens.class.getName());
        }
        Path file = Workspace.clientFile(name, client);
        JavaCommand java = JavaCommand.named(name)
                .jvm("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
                .property("org.slf4j.simpleLogger.defaultLogLevel", "off")
                .classPath(Workspace.clientClassPath(release))
                .main(RefusedClients.class.getName(), file.toString(), name + ".", Integer.toString(count))
                .args(kinds.toArray(String[]::new));
        if (agent) {
            java.agent(Workspace.agentJar(), null);
        }
        return new RefusalRun(release, agent, refusal, kinds, java.start(Workspace.directory("logs")));
    }

    private static List<String> kinds(String release, Refusal refusal) {
        List<String> kinds = new ArrayList<>(List.of("plain", "idempotent", "transactional", "classic", "admin"));
        if (refusal.listener().equals(Refusal.PLAIN) && !refusal.equals(Refusal.principalChanges(refusal.lastsMs()))) {
            kinds.addAll(List.of("late-idempotent", "late-transactional"));
        }
        if (!release.startsWith("2.")) {
            kinds.add("consumer");
        }
        if (release.startsWith("4.")) {
            kinds.add("share");
        }
        return kinds;
    }

    void awaitUp() {
        process.awaitLine(line -> line.equals("up"), UP);
    }

    void refuse() {
        process.tell("refuse " + refusal.credentials());
    }

    void good() {
        process.tell("good");
    }

    void askForReport() {
        process.tell("report");
    }

    List<Cell> report() {
        process.awaitLine(line -> line.equals("reported"), REPORTED);
        List<Cell> cells = new ArrayList<>();
        for (String kind : kinds) {
            cells.add(Cell.of(
                    release,
                    agent,
                    refusal,
                    kind,
                    process.lines(line -> line.startsWith("survivor ") && line.contains("." + kind + "."))));
        }
        return cells;
    }

    @Override
    public void close() {
        process.close();
    }
}
