package io.kafkalifeline.smoke.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

/** A few scenarios, seconds each; all of them, and longer, are run by {@link ScenarioMain}. */
class ScenariosIT {
    private static final String KINDS = "idempotent,newtopic,transactional,classic,consumer,admin";

    @Test
    void noClientNoticesShortSessionsNewPrincipalsOrRefusedReauthentications()
            throws IOException, InterruptedException, ExecutionException {
        assertThat(clients("936,principal,refused", "8")).allSatisfy(row -> {
            assertThat(row.number("auth")).as("was let in: %s", row).isPositive();
            assertThat(row.number("reauth") + row.number("reauth-"))
                    .as("was asked again: %s", row)
                    .isPositive();
            assertThat(withoutGaps(row)).as("%s", row).isEmpty();
        });
    }

    @Test
    void whoeverIsRefusedForAWhileGoesOn() throws IOException, InterruptedException, ExecutionException {
        assertThat(clients("too-many-connects,late-rotation,hung", "15"))
                .allSatisfy(row -> assertThat(withoutGaps(row)).as("%s", row).isEmpty());
    }

    @Test
    void whoeverIsRefusedForGoodIsTold() throws IOException, InterruptedException, ExecutionException {
        assertThat(clients("revoked,bad-from-the-start", "8")).allSatisfy(row -> {
            assertThat(row.complaints()).as("%s", row).isEmpty();
            assertThat(row.number("exc")).as("%s", row).isPositive();
        });
    }

    @Test
    void noSessionEndsOnTheLongWayToTheBroker() throws IOException, InterruptedException, ExecutionException {
        assertThat(rows("rtt-500", "10")).allSatisfy(row -> {
            assertThat(row.number("killed")).as("%s", row).isZero();
            assertThat(withoutGaps(row)).as("%s", row).isEmpty();
        });
    }

    private static List<Row> clients(String scenarios, String seconds)
            throws IOException, InterruptedException, ExecutionException {
        return rows(scenarios, seconds).stream()
                .filter(row -> !row.who().equals("brokers"))
                .toList();
    }

    private static List<Row> rows(String scenarios, String seconds)
            throws IOException, InterruptedException, ExecutionException {
        return ScenarioMain.run(Options.parse(
                new String[] {"--scenarios", scenarios, "--seconds", seconds, "--rate", "20", "--kinds", KINDS}));
    }

    /** How long a gap is depends on what else this machine does. */
    private static List<String> withoutGaps(Row row) {
        return row.complaints().stream()
                .filter(complaint -> !complaint.startsWith("gap"))
                .toList();
    }
}
