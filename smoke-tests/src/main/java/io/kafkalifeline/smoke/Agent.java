package io.kafkalifeline.smoke;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * What is attached to a JVM where several are compared.
 *
 * @param word how the command line calls it: {@code none}, {@code built}, or the path of a jar
 * @param jar null for none
 */
public record Agent(String word, Path jar) {
    public static final Agent NONE = new Agent("none", null);

    /** The words with commas between them, in this order. */
    public static List<Agent> parse(String words) {
        return Arrays.stream(words.split(",", -1)).map(Agent::of).toList();
    }

    public static Agent built() {
        return of("built");
    }

    private static Agent of(String word) {
        if (word.equals(NONE.word)) {
            return NONE;
        }
        Path jar = word.equals("built") ? Workspace.agentJar() : Path.of(word);
        if (Files.notExists(jar)) {
            throw new IllegalArgumentException("there is no agent at " + jar);
        }
        return new Agent(word, jar);
    }

    public boolean attached() {
        return jar != null;
    }

    /** For the head of a column. */
    public String title() {
        if (!attached()) {
            return "without agent";
        }
        return word.equals("built") ? "with agent" : "other agent";
    }
}
