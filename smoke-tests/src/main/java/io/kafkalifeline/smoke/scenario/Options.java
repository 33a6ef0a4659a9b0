package io.kafkalifeline.smoke.scenario;

import io.kafkalifeline.smoke.Agent;
import java.util.ArrayList;
import java.util.List;

/** The command line of {@link ScenarioMain}. */
final class Options {
    private double seconds = 20;
    private int perSecond = 50;
    private String clients = "4.4.0";
    private String iamLibrary = "2.3.9";
    private String logLevel = "warn";
    private String agentOptions = "";
    private List<Agent> agents = List.of(Agent.built());
    private List<String> kinds = List.of();
    private List<String> besideStock = List.of();
    private List<String> scenarios = List.of("936");

    private Options() {}

    static Options parse(String[] args) {
        Options options = new Options();
        for (int i = 0; i + 1 < args.length; i += 2) {
            options.set(args[i], args[i + 1]);
        }
        return options;
    }

    private void set(String name, String value) {
        switch (name) {
            case "--seconds" -> seconds = Double.parseDouble(value);
            case "--rate" -> perSecond = Integer.parseInt(value);
            case "--clients" -> clients = value;
            case "--iam-library" -> iamLibrary = value;
            case "--log-level" -> logLevel = value;
            case "--agent" -> agents = Agent.parse(value);
            case "--beside-stock" -> besideStock = List.of(value.split(",", -1));
            case "--agent-options" -> agentOptions = value;
            case "--kinds" -> kinds = List.of(value.split(",", -1));
            case "--scenarios" -> scenarios = List.of(value.split(",", -1));
            default -> throw new IllegalArgumentException(name + ": unknown; see the Javadoc of ScenarioMain");
        }
    }

    double seconds() {
        return seconds;
    }

    int perSecond() {
        return perSecond;
    }

    String clients() {
        return clients;
    }

    String iamLibrary() {
        return iamLibrary;
    }

    String logLevel() {
        return logLevel;
    }

    String agentOptions() {
        return agentOptions;
    }

    /** One run of that scenario each. */
    List<Agent> agents(Scenario scenario) {
        if (!besideStock.contains(scenario.name()) || agents.contains(Agent.NONE)) {
            return agents;
        }
        List<Agent> both = new ArrayList<>(agents);
        both.add(0, Agent.NONE);
        return both;
    }

    boolean wants(String kind) {
        return kinds.isEmpty() ? !Scenario.FRAMEWORKS.contains(kind) : kinds.contains(kind);
    }

    List<String> scenarios() {
        return scenarios;
    }
}
