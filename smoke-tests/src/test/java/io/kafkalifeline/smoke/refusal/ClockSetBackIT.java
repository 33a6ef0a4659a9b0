package io.kafkalifeline.smoke.refusal;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkalifeline.smoke.Workspace;
import io.kafkalifeline.smoke.broker.KafkaBroker;
import io.kafkalifeline.smoke.broker.Listener;
import io.kafkalifeline.smoke.process.ChildProcess;
import io.kafkalifeline.smoke.process.JavaCommand;
import io.kafkalifeline.smoke.process.SettableClock;
import io.kafkalifeline.smoke.refusal.client.RefusedClients;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The machine's clock is set back two hours while the broker is away (KAFKA-4051): stock clients stay away, those with the
 * agent are back with the broker.
 */
@Tag("complete")
class ClockSetBackIT {
    private static final List<String> KINDS =
            List.of("plain", "idempotent", "transactional", "classic", "consumer", "share", "admin");
    private static final String RELEASE = Workspace.BROKER_VERSION;
    private static final Refusal OUTAGE = new Refusal("clock set back", "PLAINTEXT", "", 10_000);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final long OBSERVED_MS = 20_000;
    private static final long BACK_WITHIN_MS = 10_000;

    @Test
    @SuppressWarnings("try") // The feed feeds as long as it is open.
    void everyKindOfClientIsBackWithTheBroker() throws InterruptedException {
        SettableClock clock = SettableClock.named("set-back");
        try (KafkaBroker broker = KafkaBroker.start("clock", Listener.plaintext("PLAINTEXT"));
                Feed feed = feed(broker);
                ChildProcess stock = clients("clock-stock", broker, clock.environment(), false);
                ChildProcess agent = clients("clock-agent", broker, clock.environment(), true);
                ChildProcess right = clients("clock-right", broker, Map.of(), false)) {
            List<ChildProcess> all = List.of(stock, agent, right);
            all.forEach(each -> each.awaitLine(line -> line.equals("up"), PATIENCE));

            broker.kill();
            Thread.sleep(OUTAGE.lastsMs() / 2);
            clock.set(Duration.ofHours(-2));
            Thread.sleep(OUTAGE.lastsMs() / 2);
            broker.start();
            all.forEach(each -> each.tell("good"));
            Thread.sleep(OBSERVED_MS);
            all.forEach(each -> each.tell("report"));

            List<Cell> cells = cells(agent, true);
            List<Cell> without = cells(stock, false);
            // However busy the machine is, whose clock was left alone takes as long for what has nothing to do with it.
            long othersMs = cells(right, false).stream()
                    .mapToLong(Cell::slowestMs)
                    .max()
                    .orElseThrow();
            cells.forEach(cell -> System.out.print(cell.row()));
            without.forEach(cell -> System.out.print(cell.row()));
            assertThat(without)
                    .as("the clock was set: stock clients do not come back")
                    .allSatisfy(cell -> assertThat(cell.dead()).as("%s", cell).isPositive());
            assertThat(cells).allSatisfy(cell -> {
                assertThat(cell.dead()).as("dead of %s", cell).isZero();
                assertThat(cell.slowestMs()).as("slowest of %s", cell).isLessThanOrEqualTo(BACK_WITHIN_MS + othersMs);
            });
        }
    }

    private static Feed feed(KafkaBroker broker) {
        broker.createTopic(RefusedClients.FEED);
        broker.createTopic(RefusedClients.SENT);
        return Feed.to(broker.clientProperties("PLAINTEXT").getProperty("bootstrap.servers"));
    }

    private static ChildProcess clients(String name, KafkaBroker broker, Map<String, String> clock, boolean attached) {
        Path file = Workspace.clientFile(name, broker.clientProperties("PLAINTEXT"));
        JavaCommand java = JavaCommand.named(name)
                .jvm("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
                .property("org.slf4j.simpleLogger.defaultLogLevel", "off")
                .env(clock)
                .classPath(Workspace.clientClassPath(RELEASE))
                .main(RefusedClients.class.getName(), file.toString(), name + ".", "2")
                .args(KINDS.toArray(String[]::new));
        if (attached) {
            java.agent(Workspace.agentJar(), null);
        }
        return java.start(Workspace.directory("logs"));
    }

    private static List<Cell> cells(ChildProcess process, boolean agent) {
        process.awaitLine(line -> line.equals("reported"), PATIENCE);
        List<Cell> cells = new ArrayList<>();
        for (String kind : KINDS) {
            cells.add(Cell.of(
                    RELEASE,
                    agent,
                    OUTAGE,
                    kind,
                    process.lines(line -> line.startsWith("survivor ") && line.contains("." + kind + "."))));
        }
        return cells;
    }
}
