package io.kafkalifeline.hooktests.renamed;

import io.kafkalifeline.hooktests.AgentLines;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;

/** What the agent says of the kafka-clients in one class loader. */
final class Announcement {
    private final String where;

    /** @param loader the class loader's name */
    Announcement(String loader) {
        this.where = " in " + loader + " class loader";
    }

    /** One line says which features are on and off, one for each that is off says so, and no other line is about it. */
    void check(SoftAssertions wrong, Set<Switch> off) {
        List<String> lines = AgentLines.matching(line -> line.startsWith("[kafka-lifeline]") && line.contains(where));
        String features = Arrays.stream(Switch.values())
                .map(each -> each.saidAs() + (off.contains(each) ? " off" : " on"))
                .collect(Collectors.joining(", "));
        wrong.assertThat(lines)
                .as("lines about it")
                .hasSize(1 + off.size())
                .anyMatch(line -> line.endsWith(where + ": " + features));
        for (Switch each : off) {
            wrong.assertThat(lines).anyMatch(line -> line.contains(each.saidAs() + " stays off in "));
        }
    }
}
