package io.kafkalifeline.agent.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whatever line an operator meets is explained, and nothing is explained that nobody can meet. */
class TroubleshootingTest {
    private static Markdown document;
    private static TextIndex code;

    @BeforeAll
    static void read() throws IOException {
        document = Markdown.of("agent/docs/troubleshooting.md");
        code = new TextIndex(MainCode.get());
    }

    @Test
    void everyLineOfTheCodeIsExplained() {
        String explained = String.join("\n", document.codes());
        List<String> missing = new ArrayList<>();
        for (String piece : new OperatorTexts(code).pieces()) {
            parts(piece, "\\{}").filter(part -> !explained.contains(part)).forEach(missing::add);
        }
        assertThat(missing)
                .as("texts that can be part of a line for the operator and are not in %s", document)
                .isEmpty();
    }

    @Test
    void everyLineThatIsExplainedIsInTheCode() {
        List<String> unknown = new ArrayList<>();
        for (String line : document.firstCodes()) {
            parts(line, "<[^>]*>|…")
                    .filter(part -> !isMadeOfLiterals(part))
                    .forEach(part -> unknown.add(part + "  of  " + line));
        }
        assertThat(unknown)
                .as("texts of lines in %s that no literal of the code has", document)
                .isEmpty();
    }

    /** So that the first test cannot pass by finding nothing. */
    @Test
    void theCodeIsReadWholly() {
        assertThat(new OperatorTexts(code).pieces())
                .contains(
                        // printed as it is, by a parameter, from a list, through a scrubber, by an exception, to
                        // Kafka's log
                        "cannot run: ",
                        "needs Java 11 or later, this is ",
                        "unknown setting ",
                        " is not one of: otlp, none",
                        "there is no process ",
                        "The client keeps trying without success: {}")
                .noneMatch(piece -> piece.contains("java -javaagent:"));
    }

    @Test
    void aTextThatNobodyPrintsIsNoticed() {
        assertThat(isMadeOfLiterals("spans do not reach")).isTrue();
        assertThat(isMadeOfLiterals("spans never reach")).isFalse();
    }

    /** Whether it is part of one literal, or several after each other. */
    private static boolean isMadeOfLiterals(String part) {
        boolean[] reached = new boolean[part.length() + 1];
        reached[0] = true;
        for (int from = 0; from < part.length(); from++) {
            for (String literal : reached[from] ? code.literals : Set.<String>of()) {
                String text = from == 0 ? literal.stripLeading() : literal;
                String rest = part.substring(from);
                if (!text.isEmpty() && rest.startsWith(text)) {
                    reached[from + text.length()] = true;
                }
                reached[part.length()] |= from == 0 ? literal.contains(part) : literal.startsWith(rest);
            }
        }
        return reached[part.length()];
    }

    private static Stream<String> parts(String text, String separator) {
        return Stream.of(text.split(separator, -1)).map(String::strip).filter(part -> part.matches(".*[A-Za-z]{2}.*"));
    }
}
