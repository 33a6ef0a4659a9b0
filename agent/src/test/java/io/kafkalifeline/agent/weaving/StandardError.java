package io.kafkalifeline.agent.weaving;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;

/** What the operator gets to see while something runs. */
final class StandardError {
    private StandardError() {}

    static List<String> linesOf(Callable<?> action) {
        PrintStream before = System.err;
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        System.setErr(new PrintStream(written, true, StandardCharsets.UTF_8));
        try {
            action.call();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        } finally {
            System.setErr(before);
        }
        return written.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith("[kafka-lifeline] "))
                .toList();
    }
}
