package io.kafkalifeline.smoke.secrets;

import io.kafkalifeline.smoke.Workspace;
import io.kafkalifeline.smoke.broker.Certificates;
import io.kafkalifeline.smoke.broker.Logins;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashSet;
import java.util.Set;

/** The secrets that the fixtures of this run have made up, and what was seen of the processes that used them. */
public final class Secrets {
    private static final Path NOTED = Workspace.directory("observed").resolve("secrets.noted");

    private Secrets() {}

    /** To be called for every secret that is made up while tests run. Any thread. */
    public static synchronized void note(String secret) {
        try {
            Files.writeString(NOTED, secret + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All of them, those with which every broker is set up included. */
    public static synchronized Set<String> all() {
        Set<String> all = new LinkedHashSet<>(Set.of(Logins.PASSWORD, Logins.TOKEN_KEY, Certificates.PASSWORD));
        try {
            if (Files.exists(NOTED)) {
                all.addAll(Files.readAllLines(NOTED));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }

    /**
     * Keeps what came out of a process beside its log, such as spans or a recording, for the scan at the end.
     *
     * @param source what it is; begins the file's name
     */
    public static void observed(String source, Iterable<String> texts) {
        try {
            Path file = Files.createTempFile(Workspace.directory("observed"), source + "-", ".txt");
            Files.write(file, texts);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
