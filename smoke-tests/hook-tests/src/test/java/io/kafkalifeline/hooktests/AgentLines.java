package io.kafkalifeline.hooktests;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/** What the agent has printed in this JVM. It is kept for the tests and not printed again. */
public final class AgentLines {
    private static final List<String> LINES = new CopyOnWriteArrayList<>();

    private AgentLines() {}

    /** The lines for operators, and the events in JSON, which match. */
    public static List<String> matching(Predicate<String> wanted) {
        return LINES.stream().filter(wanted).toList();
    }

    /** The hooks that have failed. Always to be empty. */
    public static List<String> failures() {
        return matching(line -> line.startsWith("[kafka-lifeline]") && line.contains("failed, Kafka goes on"));
    }

    /** Listens from before the first class of Kafka is loaded. Made by JUnit. */
    public static final class Tee implements LauncherSessionListener {
        @Override
        public void launcherSessionOpened(LauncherSession session) {
            System.setErr(new PrintStream(new Lines(System.err), true, StandardCharsets.UTF_8));
        }
    }

    private static final class Lines extends OutputStream {
        private final PrintStream others;
        private final ThreadLocal<ByteArrayOutputStream> line = ThreadLocal.withInitial(ByteArrayOutputStream::new);

        Lines(PrintStream others) {
            this.others = others;
        }

        @Override
        public void write(int character) {
            ByteArrayOutputStream begun = line.get();
            if (character != '\n') {
                begun.write(character);
                return;
            }
            String whole = begun.toString(StandardCharsets.UTF_8);
            begun.reset();
            if (whole.startsWith("[kafka-lifeline]") || whole.startsWith("{\"event\":")) {
                LINES.add(whole);
            } else {
                others.println(whole);
            }
        }
    }
}
