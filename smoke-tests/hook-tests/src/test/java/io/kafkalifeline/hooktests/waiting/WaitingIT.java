package io.kafkalifeline.hooktests.waiting;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Clients that wait, stock beside the agent, each in a JVM of its own: the agent makes no client look more often whether
 * there is something to do. {@code -Dwaiting=write} writes the table in {@code safety.md}.
 */
@Tag("complete")
class WaitingIT {
    private static final String BEGIN = "<!-- waiting: made by WaitingIT -->\n";
    private static final String END = "<!-- waiting: end -->\n";
    private static final int MOST_MORE_IN_A_SECOND = 100;

    @Test
    void whoWaitsDoesNotSpin() throws Exception {
        Process stock = start(false);
        Process agent = start(true);
        Map<Situation, Selects> without = read(stock);
        Map<Situation, Selects> with = read(agent);
        if ("write".equals(System.getProperty("waiting"))) {
            write(without, with);
        }
        for (Situation situation : Situation.values()) {
            assertThat(with.get(situation).mostInASecond())
                    .as("selects in a second while %s; stock: %s", situation.described(), without.get(situation))
                    .isLessThanOrEqualTo(without.get(situation).mostInASecond() + MOST_MORE_IN_A_SECOND);
        }
    }

    private static Process start(boolean agent) throws IOException {
        List<String> command = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/java"));
        if (agent) {
            command.add("-javaagent:" + System.getProperty("agent.jar"));
        }
        command.addAll(
                List.of("-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", WaitingApplication.class.getName()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        return builder.start();
    }

    private static Map<Situation, Selects> read(Process application) throws IOException {
        try {
            String out = new String(application.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            Map<Situation, Selects> read = new EnumMap<>(Situation.class);
            out.lines()
                    .filter(line -> line.startsWith(WaitingApplication.SELECTS + " "))
                    .map(line -> line.split(" ", -1))
                    .forEach(words -> read.put(
                            Situation.valueOf(words[1]),
                            new Selects(Long.parseLong(words[2]), Long.parseLong(words[3]))));
            assertThat(read).as("of %s", out).hasSize(Situation.values().length);
            return read;
        } finally {
            application.destroyForcibly();
        }
    }

    private static void write(Map<Situation, Selects> without, Map<Situation, Selects> with) throws IOException {
        StringBuilder table = new StringBuilder("""
                | while | stock | most in a second | agent | most in a second |
                | --- | --- | --- | --- | --- |
                """);
        for (Situation each : Situation.values()) {
            table.append("| ").append(each.described());
            for (Selects selects : List.of(without.get(each), with.get(each))) {
                table.append(" | ").append(selects.perSecond()).append(" | ").append(selects.mostInASecond());
            }
            table.append(" |\n");
        }
        Path file = Path.of("../../agent/docs/safety.md");
        String text = Files.readString(file);
        int begin = text.indexOf(BEGIN) + BEGIN.length();
        Files.writeString(file, text.substring(0, begin) + table + text.substring(text.indexOf(END)));
    }

    private record Selects(long perSecond, long mostInASecond) {}
}
