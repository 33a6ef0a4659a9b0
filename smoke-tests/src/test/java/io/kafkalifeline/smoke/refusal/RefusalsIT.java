package io.kafkalifeline.smoke.refusal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Many clients of every kind meet a refusal that ends, and none is dead or silent afterwards (R19: nobody dies of a
 * refusal that ends). {@code -Drefusals=all} plays the whole table and writes it into {@code safety.md}, another
 * {@link Slice} plays only these rows anew.
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
        List<Cell> cells = stage.play(List.of("4.3.1"), true, Refusal.brokerRefuses(30_000), kind -> true, 4);
        assertNobodyDies(cells);
        // What is sent to a topic that is known waits in silence for delivery.timeout.ms, as in the stock client.
        assertThat(cells)
                .filteredOn(cell -> !List.of("plain", "idempotent").contains(cell.kind()))
                .allSatisfy(cell -> assertThat(cell.told()).as("%s", cell).isPositive());
    }

    @EnabledIfSystemProperty(named = "refusals", matches = ".+")
    @Test
    void theTableOfAllRefusals() throws IOException, InterruptedException {
        Slice slice = Slice.of(System.getProperty("refusals"));
        RefusalTable table = RefusalTable.read(Path.of("../agent/docs/safety.md"));
        List<Cell> cells = new ArrayList<>();
        for (Refusal refusal : REFUSALS) {
            for (boolean agent : new boolean[] {false, true}) {
                List<String> releases = slice.releases(RELEASES);
                if (slice.has(refusal, agent)) {
                    List<Cell> played = stage.play(releases, agent, refusal, slice::has, CLIENTS);
                    cells.addAll(played);
                    table.write(played);
                }
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
}
