package io.kafkalifeline.smoke.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.kafkalifeline.smoke.Workspace;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every scenario with every kind of client, as short as it means anything; {@link ScenarioMain} plays them at length. */
class ScenariosIT {
    private static final Options SHORT = Options.parse(new String[] {"--seconds", "6", "--rate", "20"});
    private static final Options FRAMEWORKS =
            Options.parse(new String[] {"--seconds", "12", "--rate", "20", "--kinds", "streams,connect"});

    private static io.kafkalifeline.smoke.scenario.Stage stage;

    @BeforeAll
    static void setTheStage() {
        stage = io.kafkalifeline.smoke.scenario.Stage.set();
    }

    @AfterAll
    static void clearTheStage() {
        stage.close();
    }

    @TestFactory
    Stream<DynamicTest> noClientNotices() {
        return Scenarios.all().stream().map(scenario -> dynamicTest(scenario.name(), () -> play(scenario, SHORT)));
    }

    @TestFactory
    Stream<DynamicTest> noTaskOrThreadOfAFrameworkFails() {
        return Scenarios.named(List.of("936", "principal", "refused")).stream()
                .map(scenario -> dynamicTest(scenario.name(), () -> play(scenario, FRAMEWORKS)));
    }

    /** What the accounting finds with the stock client it would find with ours. */
    @Test
    void theStockClientDoesNotMeetWhatIsDemanded() throws IOException, InterruptedException, ExecutionException {
        List<Row> rows = stage.play(Scenarios.named(List.of("principal")).get(0), SHORT, null);
        assertThat(rows).anySatisfy(row -> assertThat(row.complaints()).isNotEmpty());
    }

    private static void play(Scenario scenario, Options options)
            throws IOException, InterruptedException, ExecutionException {
        assertThat(stage.play(scenario, options, Workspace.agentJar()))
                .allSatisfy(row -> assertThat(withoutGaps(row)).as("%s", row).isEmpty());
    }

    /** How long a gap is depends on what else this machine does. */
    private static List<String> withoutGaps(Row row) {
        return row.complaints().stream()
                .filter(complaint -> !complaint.startsWith("gap"))
                .toList();
    }
}
