package io.kafkalifeline.smoke;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What is in the dashboard and the alert rules that come with the agent. */
final class Dashboards {
    static final Path RULES = Path.of("../agent/src/dashboards/kafka-lifeline.rules.yml");
    private static final Path DASHBOARD = Path.of("../agent/src/dashboards/kafka-lifeline.json");

    private Dashboards() {}

    /** Every expression of both. */
    static List<String> expressions() throws IOException {
        List<String> all = new ArrayList<>(ofDashboard());
        all.addAll(ofRules());
        return all;
    }

    static List<String> ofDashboard() throws IOException {
        JsonNode dashboard = new ObjectMapper().readTree(DASHBOARD.toFile());
        return dashboard.get("panels").findValuesAsText("expr");
    }

    @SuppressWarnings("unchecked") // A document of plain maps and lists.
    static List<String> ofRules() throws IOException {
        try (Reader in = Files.newBufferedReader(RULES)) {
            Map<String, Object> document = new Yaml(new SafeConstructor(new LoaderOptions())).load(in);
            return ((List<Map<String, Object>>) document.get("groups"))
                    .stream()
                            .flatMap(group -> ((List<Map<String, Object>>) group.get("rules")).stream())
                            .map(rule -> (String) rule.get("expr"))
                            .toList();
        }
    }
}
