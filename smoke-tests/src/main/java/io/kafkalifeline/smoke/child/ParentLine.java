package io.kafkalifeline.smoke.child;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * A child's line to its parent: commands come in on standard input. Its end means that the parent is gone, and the child
 * leaves too.
 */
public final class ParentLine {
    private ParentLine() {}

    /** Listens on a daemon thread of its own; {@code commands} gets every line there. */
    public static void listen(Consumer<String> commands) {
        Thread listener = new Thread(() -> listenUntilTheEnd(commands), "parent-line");
        listener.setDaemon(true);
        listener.start();
    }

    private static void listenUntilTheEnd(Consumer<String> commands) {
        try {
            BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (String line = input.readLine(); line != null; line = input.readLine()) {
                commands.accept(line);
            }
        } catch (IOException e) {
            // As good as the end.
        }
        Runtime.getRuntime().halt(143);
    }
}
