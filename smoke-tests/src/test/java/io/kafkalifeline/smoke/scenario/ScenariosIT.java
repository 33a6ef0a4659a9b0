package io.kafkalifeline.smoke.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.kafkalifeline.smoke.Workspace;
import io.kafkalifeline.smoke.process.Pauses;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every scenario with every kind of client, as short as it means anything; {@link ScenarioMain} plays them at length. */
class ScenariosIT {
    private static final Options SHORT = Options.parse(new String[] {"--seconds", "4", "--rate", "20"});
    private static final Options FRAMEWORKS =
            Options.parse(new String[] {"--seconds", "9", "--rate", "20", "--kinds", "streams,connect"});

    /**
     * Short sessions, a new principal, a broker that refuses renewals, a slow source of credentials, a long way, and
     * credentials that are really bad.
     */
    private static final List<String> EACH_ONCE =
            List.of("936", "principal", "refused", "slow-900", "rtt-200", "revoked-no-patience");

    /** Other releases of kafka-clients than the default; what the first has not got is left out. */
    private static final String OLD_KINDS = "plain,acks0,idempotent,newtopic,transactional,classic,admin";

    private static final int TRIES = 5;

    private static Stage stage;

    @BeforeAll
    static void setTheStage() {
        stage = Stage.set();
    }

    @AfterAll
    static void clearTheStage() {
        stage.close();
    }

    @TestFactory
    Stream<DynamicTest> noClientNotices() {
        return Scenarios.named(EACH_ONCE).stream()
                .map(scenario -> dynamicTest(scenario.name(), () -> play(scenario, SHORT)));
    }

    @Tag("complete")
    @TestFactory
    Stream<DynamicTest> norInAllOtherScenarios() {
        return Scenarios.all().stream()
                .filter(scenario -> !EACH_ONCE.contains(scenario.name()))
                .map(scenario -> dynamicTest(scenario.name(), () -> play(scenario, SHORT)));
    }

    @Tag("complete")
    @TestFactory
    Stream<DynamicTest> noTaskOrThreadOfAFrameworkFails() {
        return Scenarios.named(List.of("936", "principal", "refused")).stream()
                .map(scenario -> dynamicTest(scenario.name(), () -> play(scenario, FRAMEWORKS)));
    }

    @Tag("complete")
    @TestFactory
    Stream<DynamicTest> norDoOtherReleases() {
        return Stream.of("3.9.2", "4.1.2", "4.3.1")
                .flatMap(release -> Scenarios.named(List.of("936", "principal", "refused")).stream()
                        .map(scenario ->
                                dynamicTest(release + " " + scenario.name(), () -> play(scenario, of(release)))));
    }

    @Tag("complete")
    @Test
    void norDoesTheFirstGenerationOfAmazonsLibrary() throws IOException, InterruptedException, ExecutionException {
        play(
                Scenarios.named(List.of("principal")).get(0),
                Options.parse(new String[] {"--seconds", "4", "--rate", "20", "--iam-library", "1.1.9"}));
    }

    private static Options of(String release) {
        String kinds = release.startsWith("3") ? OLD_KINDS : OLD_KINDS + ",consumer";
        return Options.parse(new String[] {"--seconds", "4", "--rate", "20", "--clients", release, "--kinds", kinds});
    }

    /** What the accounting finds with the stock client it would find with ours. */
    @Tag("complete")
    @Test
    void theStockClientDoesNotMeetWhatIsDemanded() throws IOException, InterruptedException, ExecutionException {
        List<Row> rows = stage.play(Scenarios.named(List.of("principal")).get(0), SHORT, null);
        assertThat(rows).anySatisfy(row -> assertThat(row.complaints()).isNotEmpty());
    }

    /** Again where this machine was too busy to tell. */
    private static void play(Scenario scenario, Options options)
            throws IOException, InterruptedException, ExecutionException {
        List<Row> rows = stage.play(scenario, options, Workspace.agentJar());
        for (int i = 1; i < TRIES && !isMet(rows) && hiccupMs(rows) > Pauses.ENDS_SESSIONS.toMillis(); i++) {
            System.out.println(scenario.name() + " is played again: there was a pause of " + hiccupMs(rows) + " ms");
            rows = stage.play(scenario, options, Workspace.agentJar());
        }
        assertThat(rows)
                .allSatisfy(row -> assertThat(withoutGaps(row)).as("%s", row).isEmpty());
    }

    private static boolean isMet(List<Row> rows) {
        return rows.stream().allMatch(row -> withoutGaps(row).isEmpty());
    }

    private static long hiccupMs(List<Row> rows) {
        return rows.stream()
                .mapToLong(row -> Math.max(row.number("hiccup"), row.number("start-hiccup")))
                .max()
                .orElse(0);
    }

    /** How long a gap is depends on what else this machine does. */
    private static List<String> withoutGaps(Row row) {
        return row.complaints().stream()
                .filter(complaint -> !complaint.startsWith("gap"))
                .toList();
    }
}
