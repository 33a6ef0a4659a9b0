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
        Options options = Options.parse(
                new String[] {"--scenarios", "936,principal,refused", "--seconds", "8", "--rate", "20", "--kinds", KINDS
                });

        List<Row> rows = ScenarioMain.run(options);

        assertThat(rows).filteredOn(row -> !row.who().equals("brokers")).allSatisfy(row -> {
            assertThat(row.number("auth")).as("was let in: %s", row).isPositive();
            assertThat(row.number("reauth") + row.number("reauth-"))
                    .as("was asked again: %s", row)
                    .isPositive();
            // How long a gap is depends on what else this machine does.
            assertThat(row.complaints())
                    .as("%s", row)
                    .filteredOn(complaint -> !complaint.startsWith("gap"))
                    .isEmpty();
        });
    }
}
