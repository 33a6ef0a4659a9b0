package io.kafkalifeline.smoke.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkalifeline.smoke.Workspace;
import io.kafkalifeline.smoke.child.ParentLine;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** A pause of the machine is one that a process cannot prevent: here it is stopped by a signal. */
class PausesTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final long STOPPED_MS = 300;

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void aProcessThatIsStoppedKnowsForHowLong() throws Exception {
        List<Path> classPath = Arrays.stream(
                        System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .toList();
        try (ChildProcess process = JavaCommand.named("pauses")
                .small()
                .classPath(classPath)
                .main(Watched.class.getName())
                .start(Workspace.directory("logs"))) {
            ask(process);
            signal("-STOP", process);
            Thread.sleep(STOPPED_MS);
            signal("-CONT", process);
            assertThat(ask(process)).isGreaterThanOrEqualTo(STOPPED_MS - 20);
        }
    }

    private static long ask(ChildProcess process) {
        int from = process.lines().size();
        process.tell("longest");
        String line = process.awaitLine(from, one -> one.startsWith("longest "), PATIENCE);
        return Long.parseLong(line.substring("longest ".length()));
    }

    private static void signal(String which, ChildProcess process) throws IOException, InterruptedException {
        int result = new ProcessBuilder("kill", which, Long.toString(process.pid()))
                .inheritIO()
                .start()
                .waitFor();
        assertThat(result).isZero();
    }

    /** Tells on every line of its parent's how long its longest pause since the last one was, in ms. */
    static final class Watched {
        private Watched() {}

        public static void main(String[] args) throws InterruptedException {
            Pauses pauses = Pauses.measured();
            ParentLine.listen(command ->
                    System.out.println("longest " + pauses.longestSinceLast().toMillis()));
            new CountDownLatch(1).await();
        }
    }
}
