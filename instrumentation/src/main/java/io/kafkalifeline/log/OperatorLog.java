package io.kafkalifeline.log;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Prints the few lines that an operator gets to see, on standard error. java.util.logging is no option: touching it
 * in premain would initialise it before the application could configure it.
 */
public final class OperatorLog {
    private static final int MAX_REMEMBERED = 1000;
    private static final Set<String> SAID = ConcurrentHashMap.newKeySet();

    private OperatorLog() {}

    /** Prints one line. */
    @SuppressWarnings("SystemOut")
    public static void line(String text) {
        System.err.println("[kafka-lifeline] " + OneLine.of(text));
    }

    /** Prints a line that a machine is to read, as it is. */
    @SuppressWarnings("SystemOut")
    public static void raw(String line) {
        System.err.println(line);
    }

    /** Prints a line once for each {@code place} in the life of this JVM. */
    public static void once(String place, String text) {
        if (SAID.size() < MAX_REMEMBERED && SAID.add(place)) {
            line(text);
        }
    }
}
