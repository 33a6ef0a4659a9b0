package io.kafkalifeline.smoke;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The names in an expression of PromQL, as far as dashboards and rules about our metrics use the language.
 *
 * @param selected the metrics, and by which labels each is selected
 * @param grouped the labels of all {@code by} and {@code on}
 */
record PromQl(Map<String, Set<String>> selected, Set<String> grouped) {
    private static final Pattern TEXT = Pattern.compile("\"[^\"]*\"");
    private static final Pattern GROUPING = Pattern.compile("\\b(?:by|on)\\s*\\(([^)]*)\\)");
    private static final Pattern SELECTOR = Pattern.compile("\\b(kafka_[a-z_]+)\\s*(?:\\{([^}]*)\\})?");
    private static final Pattern LABEL = Pattern.compile("[a-z_]+");
    /** Not of ours: the bounds of a histogram, and what Prometheus makes of the resource. */
    private static final Set<String> FOREIGN = Set.of("le", "job", "instance");

    static PromQl of(String expression) {
        String names = TEXT.matcher(expression).replaceAll("");
        Set<String> grouped = GROUPING.matcher(names)
                .results()
                .flatMap(group -> labels(group.group(1)).stream())
                .collect(Collectors.toCollection(TreeSet::new));
        Map<String, Set<String>> selected = new TreeMap<>();
        Matcher selector = SELECTOR.matcher(GROUPING.matcher(names).replaceAll(""));
        while (selector.find()) {
            selected.computeIfAbsent(selector.group(1), name -> new TreeSet<>())
                    .addAll(selector.group(2) == null ? Set.of() : labels(selector.group(2)));
        }
        return new PromQl(selected, grouped);
    }

    private static Set<String> labels(String list) {
        return Arrays.stream(list.split(",", -1))
                .flatMap(one ->
                        LABEL.matcher(one).results().map(MatchResult::group).limit(1))
                .filter(label -> !FOREIGN.contains(label))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What it names that nobody exports; empty where all is well. */
    Set<String> unknown(Map<String, Set<String>> exported) {
        Set<String> unknown = new TreeSet<>();
        Set<String> known = new TreeSet<>();
        selected.forEach((metric, labels) -> {
            Set<String> of = exported.getOrDefault(metric, Set.of());
            known.addAll(of);
            if (!exported.containsKey(metric)) {
                unknown.add(metric);
            }
            labels.stream().filter(label -> !of.contains(label)).forEach(label -> unknown.add(metric + "." + label));
        });
        grouped.stream().filter(label -> !known.contains(label)).forEach(unknown::add);
        return unknown;
    }
}
