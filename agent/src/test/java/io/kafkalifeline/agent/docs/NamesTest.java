package io.kafkalifeline.agent.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Names that operators and their tools rely on: whatever the code has is in the document about it. */
class NamesTest {
    private static final String MAIN = "io/kafkalifeline/".replace('/', File.separatorChar);

    @Test
    void attributesAndMetrics() throws IOException {
        Set<String> names = found("telemetry", "\"((?:kafka|messaging|server|network|dns|tls|error)\\.[a-z_.]+)\"");
        assertThat(names).contains("kafka.client.connection.count", "kafka.sasl.mechanism", "server.address");
        assertThat(Markdown.of("agent/docs/traces-and-metrics.md").codes()).containsAll(names);
    }

    @Test
    void phasesOutcomesAndTriggers() throws IOException {
        Set<String> ids = found("init", "(?m)^ +[A-Z_]+\\(\"([a-z_.]+)\"\\)");
        assertThat(ids).contains("sasl.handshake", "will_retry", "hold", "moved");
        assertThat(Markdown.of("agent/docs/traces-and-metrics.md").codes()).containsAll(ids);
    }

    @Test
    void errorTypes() throws IOException {
        Set<String> types = found("init" + File.separator + "ErrorType", "String [A-Z_]+ = \"([a-z_]+)\"");
        assertThat(types).contains("connection_refused", "session_too_short");
        assertThat(Markdown.of("agent/docs/traces-and-metrics.md").codes()).containsAll(types);
    }

    @Test
    void keysOfJsonLines() throws IOException {
        Set<String> keys = found("events", "(?:string|number|key)\\(json, \"([a-z_]+)\"");
        assertThat(keys).contains("event", "session_lifetime_ms", "phases");
        assertThat(Markdown.of("agent/docs/events.md").codes()).containsAll(keys);
    }

    @Test
    void eventsAndFieldsOfFlightRecorder() throws IOException {
        Set<String> names = found("flight", "@Name\\(\"([^\"]+)\"\\)");
        names.addAll(found("flight", "(?m)^    (?:long|int|String) (\\w+);"));
        assertThat(names).contains("io.kafkalifeline.Reauthentication", "securityProtocol", "took");
        assertThat(Markdown.of("agent/docs/events.md").codes()).containsAll(names);
    }

    @Test
    void classesOfKafkasThatAreRewritten() throws IOException {
        Set<String> rewritten = new TreeSet<>();
        for (String names : found("hooks", "@Rewrites\\(([^)]+)\\)")) {
            Pattern.compile("\\.(\\w[\\w$]*)\"").matcher(names).results().forEach(name -> rewritten.add(name.group(1)));
        }
        assertThat(rewritten).contains("NetworkClient", "KafkaAdminClient$Call");
        assertThat(Markdown.of("agent/docs/safety.md").codes()).containsAll(rewritten);
    }

    @Test
    void rulesThatTheCodeCites() throws IOException {
        Set<String> cited = found("", "\\b(R\\d{1,2})\\b");
        assertThat(cited).contains("R1", "R13");
        Set<String> headings = new TreeSet<>();
        Pattern.compile("(?m)^## (R\\d+): ")
                .matcher(Markdown.of("agent/docs/rules.md").text)
                .results()
                .forEach(heading -> headings.add(heading.group(1)));
        assertThat(headings).hasSize(19).containsAll(cited);
    }

    private static Set<String> found(String room, String pattern) throws IOException {
        Set<String> found = new TreeSet<>();
        for (String text : MainCode.texts(MAIN + room)) {
            Pattern.compile(pattern)
                    .matcher(text)
                    .results()
                    .map((MatchResult one) -> one.group(1))
                    .forEach(found::add);
        }
        return found;
    }
}
