package io.kafkalifeline.agent.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever follows the documents into the code finds what they name. */
class WalksTest {
    private static final int LONGEST_WALK = 8;
    private static final Map<String, String> SOURCES = new HashMap<>();

    @BeforeAll
    static void readTheSources() throws IOException {
        for (Path file : MainCode.files()) {
            String name = file.getFileName().toString();
            SOURCES.put(name.substring(0, name.length() - ".java".length()), Files.readString(file));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "A failed TLS handshake becomes a span, a cause, a metric",
                "A lifetime becomes a request that waits",
                "A waiting request becomes the first one on the new connection"
            })
    void eachClassOfAWalkIsReachedFromOneBeforeIt(String walk) throws IOException {
        List<String> classes = steps(walk);
        assertThat(classes).hasSizeBetween(3, LONGEST_WALK);
        assertThat(SOURCES.keySet()).containsAll(classes);
        for (int i = 1; i < classes.size(); i++) {
            String next = classes.get(i);
            assertThat(classes.subList(0, i))
                    .as("those before " + next)
                    .anyMatch(before -> mentions(before, next) || mentions(next, before));
        }
    }

    @Test
    void theRulesNameClassesThatThereAre() throws IOException {
        for (String rule : Markdown.of("agent/docs/rules.md").text.split("(?m)^## R", -1)) {
            int code = rule.indexOf("**In the code.**");
            if (code > 0) {
                assertThat(names(rule.substring(code))).as("R" + rule).allMatch(SOURCES::containsKey);
            }
        }
    }

    private static List<String> steps(String walk) throws IOException {
        List<String> steps = new ArrayList<>();
        Pattern.compile("(?m)^\\d+\\. `(\\w+)`")
                .matcher(Markdown.of("CONTRIBUTING.md").below(walk))
                .results()
                .forEach(step -> steps.add(step.group(1)));
        return steps;
    }

    /** Names of classes of ours: Kafka's are named with a method or in words. */
    private static List<String> names(String text) {
        return Pattern.compile("`(?:session\\.)?([A-Z]\\w+)`")
                .matcher(text)
                .results()
                .map(name -> name.group(1))
                .filter(name -> !name.equals("InFlightRequests"))
                .toList();
    }

    private static boolean mentions(String source, String name) {
        return Pattern.compile("\\b" + name + "\\b")
                .matcher(SOURCES.get(source))
                .find();
    }
}
