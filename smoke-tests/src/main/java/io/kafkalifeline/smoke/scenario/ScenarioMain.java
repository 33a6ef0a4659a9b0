package io.kafkalifeline.smoke.scenario;

import io.kafkalifeline.smoke.Agent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;

/**
 * Runs scenarios against a three-broker cluster and prints what every client was told and what became of it.
 *
 * <p>{@code --scenarios a,b} or {@code all}, {@code --seconds 20} each, {@code --agent built}, {@code none}, a jar, or
 * several of these with commas, {@code --beside-stock a,b} (which of the scenarios are played without agent, too), {@code --clients 4.4.0} (the release of kafka-clients), {@code --iam-library 2.3.9},
 * {@code --kinds plain,classic} (all by default), {@code --rate 50} records per second and client, {@code --log-level
 * warn} of the clients, {@code --agent-options key=value}. Ends with 1 if a run with an agent did not meet what its scenario
 * demands. Logs, journals and the table are left in a directory
 * of its own under {@code target/scenarios}.
 */
public final class ScenarioMain {
    private ScenarioMain() {}

    public static void main(String[] args) throws IOException, InterruptedException, ExecutionException {
        List<Row> rows = run(Options.parse(args));
        System.out.println();
        System.out.println(Table.header());
        rows.forEach(row -> System.out.println(Table.text(row)));
        boolean met = rows.stream()
                .filter(Row::agent)
                .allMatch(row -> row.complaints().isEmpty());
        System.exit(met ? 0 : 1);
    }

    private static List<Row> run(Options options) throws IOException, InterruptedException, ExecutionException {
        List<Row> rows = new ArrayList<>();
        try (Stage stage = Stage.set()) {
            System.out.println(Table.header());
            for (Scenario scenario : Scenarios.named(options.scenarios())) {
                for (Agent agent : options.agents(scenario)) {
                    System.out.println("agent: " + agent.word());
                    rows.addAll(stage.play(scenario, options, agent.jar()));
                }
            }
        }
        return rows;
    }
}
