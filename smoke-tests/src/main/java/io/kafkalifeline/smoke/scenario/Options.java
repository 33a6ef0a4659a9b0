package io.kafkalifeline.smoke.scenario;

import io.kafkalifeline.smoke.Workspace;
import java.nio.file.Path;
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
    private List<Path> agents = new ArrayList<>(List.of(Workspace.agentJar()));
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
            case "--agent" -> agents = agents(value);
            case "--beside-stock" -> besideStock = List.of(value.split(",", -1));
            case "--agent-options" -> agentOptions = value;
            case "--kinds" -> kinds = List.of(value.split(",", -1));
            case "--scenarios" -> scenarios = List.of(value.split(",", -1));
            default -> throw new IllegalArgumentException(name + ": unknown; see the Javadoc of ScenarioMain");
        }
    }

    /** A null is a run without. */
    private static List<Path> agents(String value) {
        List<Path> agents = new ArrayList<>();
        for (String one : value.split(",", -1)) {
            agents.add(one.equals("none") ? null : one.equals("built") ? Workspace.agentJar() : Path.of(one));
        }
        return agents;
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

    /** One run of that scenario each; a null is a run without agent. */
    List<Path> agents(Scenario scenario) {
        if (!besideStock.contains(scenario.name()) || agents.contains(null)) {
            return agents;
        }
        List<Path> both = new ArrayList<>(agents);
        both.add(0, null);
        return both;
    }

    boolean wants(String kind) {
        return kinds.isEmpty() ? !Scenario.FRAMEWORKS.contains(kind) : kinds.contains(kind);
    }

    List<String> scenarios() {
        return scenarios;
    }
}
