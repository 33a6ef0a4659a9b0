package io.kafkalifeline.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkalifeline.weave.HookIndex;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;

/**
 * No two classes of the main code need each other, directly or by way of others, in this module and the one below.
 * Nested classes count with the class around them.
 */
class CirclesTest {
    /** A line of jdeps; the first class is left out where it is that of the line before. */
    private static final Pattern DEPENDENCY = Pattern.compile("\\s+(\\S+)?\\s+-> (\\S+).*");

    @Test
    void classesDoNotFormCircles() throws URISyntaxException {
        Map<String, Set<String>> known =
                dependencies(locationOf(HookIndex.class), locationOf(KafkaLifelineAgent.class));
        assertThat(known).containsKey(KafkaLifelineAgent.class.getName()).containsKey(HookIndex.class.getName());
        Map<Set<String>, String> circles = new HashMap<>();
        for (String from : known.keySet()) {
            Deque<String> circle = wayBack(from, known);
            if (!circle.isEmpty()) {
                circles.putIfAbsent(new TreeSet<>(circle), String.join(" → ", circle));
            }
        }
        assertThat(circles.values()).isEmpty();
    }

    /** The shortest way from a class to itself; empty where there is none. */
    private static Deque<String> wayBack(String from, Map<String, Set<String>> known) {
        Map<String, String> before = new HashMap<>();
        Deque<String> next = new ArrayDeque<>();
        next.add(from);
        while (!next.isEmpty() && !before.containsKey(from)) {
            String each = next.remove();
            for (String other : known.getOrDefault(each, Set.of())) {
                if (before.putIfAbsent(other, each) == null) {
                    next.add(other);
                }
            }
        }
        Deque<String> way = new ArrayDeque<>();
        for (String each = before.get(from); each != null && !each.equals(from); each = before.get(each)) {
            way.addFirst(each);
        }
        if (before.containsKey(from)) {
            way.addFirst(from);
            way.addLast(from);
        }
        return way;
    }

    private static Map<String, Set<String>> dependencies(Path... locations) {
        StringWriter output = new StringWriter();
        List<String> arguments = new ArrayList<>(List.of("-verbose:class", "-filter:none"));
        for (Path location : locations) {
            arguments.add(location.toString());
        }
        PrintWriter writer = new PrintWriter(output);
        ToolProvider.findFirst("jdeps").orElseThrow().run(writer, writer, arguments.toArray(String[]::new));
        Map<String, Set<String>> known = new TreeMap<>();
        String from = null;
        for (String line : output.toString().lines().toList()) {
            Matcher dependency = DEPENDENCY.matcher(line);
            if (dependency.matches()) {
                from = dependency.group(1) == null ? from : outermost(dependency.group(1));
                String to = outermost(dependency.group(2));
                if (!to.equals(from) && to.startsWith("io.kafkalifeline.")) {
                    known.computeIfAbsent(from, ignored -> new TreeSet<>()).add(to);
                } else {
                    known.computeIfAbsent(from, ignored -> new TreeSet<>());
                }
            }
        }
        return known;
    }

    private static String outermost(String className) {
        int nested = className.indexOf('$');
        return nested < 0 ? className : className.substring(0, nested);
    }

    private static Path locationOf(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }
}
