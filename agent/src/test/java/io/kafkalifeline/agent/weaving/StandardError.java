package io.kafkalifeline.agent.weaving;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** What the operator gets to see while something runs. */
final class StandardError {
    private StandardError() {}

    static List<String> linesOf(Callable<?> action) {
        List<String> lines = new ArrayList<>();
        whileCalling(lines, action);
        return lines;
    }

    /** Adds the lines, and returns what the action returns. */
    static <T> T whileCalling(List<String> lines, Callable<T> action) {
        PrintStream before = System.err;
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        System.setErr(new PrintStream(written, true, StandardCharsets.UTF_8));
        try {
            return action.call();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        } finally {
            System.setErr(before);
            written.toString(StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.startsWith("[kafka-lifeline] "))
                    .forEach(lines::add);
        }
    }
}
