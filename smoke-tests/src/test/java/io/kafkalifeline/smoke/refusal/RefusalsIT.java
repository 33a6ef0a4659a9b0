package io.kafkalifeline.smoke.refusal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Many clients of every kind meet a refusal that ends, and none is dead or silent afterwards (R19: nobody dies of a
 * refusal that ends). {@code -Drefusals=all} plays the whole table and writes it into {@code safety.md}.
 */
@Tag("complete")
class RefusalsIT {
    private static final List<String> RELEASES = List.of("2.8.2", "3.9.2", "4.1.2", "4.3.1", "4.4.0");
    private static final List<Refusal> REFUSALS = List.of(
            Refusal.brokerRefuses(20_000),
            Refusal.brokerRefuses(3_000),
            Refusal.handlerThrows(20_000),
            Refusal.principalChanges(10_000),
            Refusal.endpointDown(30_000));
    private static final int CLIENTS = 10;
    private static final String BEGIN = "<!-- refusals: made by RefusalsIT -->\n";
    private static final String END = "<!-- refusals: end -->\n";

    private static RefusalStage stage;

    @BeforeAll
    static void setTheStage() {
        stage = RefusalStage.set();
    }

    @AfterAll
    static void clearTheStage() {
        stage.close();
    }

    @Test
    void noClientIsDeadAfterARefusalThatOutlastedThePatience() throws InterruptedException {
        List<Cell> cells = stage.play(List.of("4.3.1"), true, Refusal.brokerRefuses(12_000), 4);
        assertNobodyDies(cells);
        // What is sent to a topic that is known waits in silence for delivery.timeout.ms, as in the stock client.
        assertThat(cells)
                .filteredOn(cell -> !List.of("plain", "idempotent").contains(cell.kind()))
                .allSatisfy(cell -> assertThat(cell.told()).as("%s", cell).isPositive());
    }

    @EnabledIfSystemProperty(named = "refusals", matches = "all")
    @Test
    void theTableOfAllRefusals() throws IOException, InterruptedException {
        List<Cell> cells = new ArrayList<>();
        for (Refusal refusal : REFUSALS) {
            for (boolean agent : new boolean[] {false, true}) {
                cells.addAll(stage.play(RELEASES, agent, refusal, CLIENTS));
                write(cells);
            }
        }
        assertNobodyDies(cells.stream().filter(Cell::agent).toList());
    }

    private static void assertNobodyDies(List<Cell> cells) {
        assertThat(cells).allSatisfy(cell -> {
            assertThat(cell.dead()).as("dead of %s", cell).isZero();
            assertThat(cell.unclosed()).as("not closed of %s", cell).isZero();
        });
    }

    private static void write(List<Cell> cells) throws IOException {
        StringBuilder table = new StringBuilder(Cell.head());
        cells.stream()
                .sorted(Comparator.comparing(Cell::kind)
                        .thenComparing(cell -> REFUSALS.indexOf(cell.refusal()))
                        .thenComparing(Cell::release)
                        .thenComparing(Cell::agent))
                .forEach(cell -> table.append(cell.row()));
        Path file = Path.of("../agent/docs/safety.md");
        String text = Files.readString(file);
        int begin = text.indexOf(BEGIN) + BEGIN.length();
        Files.writeString(file, text.substring(0, begin) + table + text.substring(text.indexOf(END)));
    }
}
