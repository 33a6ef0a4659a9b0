package io.kafkalifeline.smoke.process;

import io.kafkalifeline.smoke.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The wall clock of child processes, which can be set: Debian's libfaketime stands between them and the system. What they
 * count by the monotonic clock stays right.
 */
public final class SettableClock {
    private static final String FETCH =
            "{ apt-get download libfaketime || { apt-get update && apt-get download libfaketime; };"
                    + " } && dpkg -x libfaketime_*.deb .";

    private final Path offset;

    private SettableClock(Path offset) {
        this.offset = offset;
    }

    /** That of the system; {@code name} names the file that tells the children otherwise. */
    public static SettableClock named(String name) {
        SettableClock clock = new SettableClock(Workspace.directory("clocks").resolve(name));
        clock.set(Duration.ZERO);
        return clock;
    }

    /** What a child needs in its environment. */
    public Map<String, String> environment() {
        return Map.of(
                "LD_PRELOAD",
                library().toString(),
                "FAKETIME_TIMESTAMP_FILE",
                offset.toString(),
                "FAKETIME_CACHE_DURATION",
                "1",
                "FAKETIME_DONT_FAKE_MONOTONIC",
                "1",
                // Java waits by the monotonic clock.
                "FAKETIME_FORCE_MONOTONIC_FIX",
                "0");
    }

    /** Sets it, within a second, to so much after the system's; {@code ahead} may be negative. */
    public void set(Duration ahead) {
        Path next = offset.resolveSibling(offset.getFileName() + ".next");
        try {
            Files.writeString(next, (ahead.isNegative() ? "" : "+") + ahead.toSeconds() + "\n");
            Files.move(next, offset, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Fetched from Debian where it is not there; elsewhere install it. */
    private static Path library() {
        Path unpacked = Workspace.directory("faketime");
        for (Path root : List.of(unpacked.resolve("usr/lib"), Path.of("/usr/lib"))) {
            Path found = in(root);
            if (found != null) {
                return found;
            }
        }
        fetch(unpacked);
        Path found = in(unpacked.resolve("usr/lib"));
        if (found == null) {
            throw new IllegalStateException("no libfaketime below " + unpacked);
        }
        return found;
    }

    /** It is in a directory of the machine's architecture. */
    private static Path in(Path libraries) {
        if (!Files.isDirectory(libraries)) {
            return null;
        }
        try (Stream<Path> architectures = Files.list(libraries)) {
            return architectures
                    .map(architecture -> architecture.resolve("faketime/libfaketime.so.1"))
                    .filter(Files::exists)
                    .findAny()
                    .orElse(null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void fetch(Path directory) {
        try {
            Process shell = new ProcessBuilder("sh", "-c", FETCH)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .start();
            String output = new String(shell.getInputStream().readAllBytes(), Charset.defaultCharset());
            if (shell.waitFor() != 0) {
                throw new IllegalStateException("libfaketime: " + output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
