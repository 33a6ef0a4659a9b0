package io.kafkalifeline.smoke.scenario;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One line of the table: one client, or the brokers, in one run.
 *
 * @param agent whether the run was with the agent
 * @param who the kind of client, or {@code brokers}
 * @param numbers by column
 * @param remarks exceptions by API call
 * @param complaints what the scenario does not allow; empty if all is well
 */
public record Row(
        String scenario,
        boolean agent,
        String who,
        Map<String, Long> numbers,
        Map<String, Long> remarks,
        List<String> complaints) {
    static Row of(String scenario, boolean agent, String who) {
        return new Row(scenario, agent, who, new LinkedHashMap<>(), new LinkedHashMap<>(), new ArrayList<>());
    }

    Row put(String column, long value) {
        numbers.put(column, value);
        return this;
    }

    /** 0 where there is none. */
    public long number(String column) {
        return numbers.getOrDefault(column, 0L);
    }

    void expectZero(String... columns) {
        for (String column : columns) {
            if (number(column) != 0) {
                complaints.add(column + "=" + number(column));
            }
        }
    }
}
