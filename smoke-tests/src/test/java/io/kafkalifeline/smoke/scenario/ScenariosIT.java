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

    private static List<Row> clients(String scenarios, String seconds)
            throws IOException, InterruptedException, ExecutionException {
        Options options = Options.parse(
                new String[] {"--scenarios", scenarios, "--seconds", seconds, "--rate", "20", "--kinds", KINDS});
        return ScenarioMain.run(options).stream()
                .filter(row -> !row.who().equals("brokers"))
                .toList();
    }

    /** How long a gap is depends on what else this machine does. */
    private static List<String> withoutGaps(Row row) {
        return row.complaints().stream()
                .filter(complaint -> !complaint.startsWith("gap"))
                .toList();
    }
}
