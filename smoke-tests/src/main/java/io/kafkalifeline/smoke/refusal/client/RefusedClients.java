package io.kafkalifeline.smoke.refusal.client;

import io.kafkalifeline.smoke.child.ParentLine;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Many clients of each kind in one process, which all meet the same refusal: {@code PROPERTIES PREFIX COUNT KIND…}. Prints
 * {@code up} when all but those have worked that are to meet it before they were ever let in ({@code late-…}). Commands:
 * {@code refuse CREDENTIALS}, which also makes those; {@code good}; {@code report}, which stops and closes all and prints
 * one line for each.
 */
public final class RefusedClients {
    /** The topic that the parent feeds. */
    public static final String FEED = "feed";
    /** The topic that producers send to. */
    public static final String SENT = "sent";

    private static final String LATE = "late-";
    private static final long UP_MS = 120_000;
    private static volatile long goodMs;

    private final BlockingQueue<String> commands = new LinkedBlockingQueue<>();
    private final List<Survivor> survivors = new ArrayList<>();
    private final List<Survivor> late = new ArrayList<>();
    private long goodNanos = System.nanoTime();

    private RefusedClients() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        Properties base = new Properties();
        try (InputStream in = new FileInputStream(args[0])) {
            base.load(in);
        }
        new RefusedClients()
                .run(base, args[1], Integer.parseInt(args[2]), List.of(args).subList(3, args.length));
        Runtime.getRuntime().halt(0);
    }

    /** Whether a record was written after the credentials became good. */
    static boolean isFresh(long timestampMs) {
        return timestampMs >= goodMs;
    }

    private void run(Properties base, String prefix, int count, List<String> kinds)
            throws IOException, InterruptedException {
        ParentLine.listen(commands::add);
        for (String kind : kinds) {
            for (int i = 0; i < count; i++) {
                (kind.startsWith(LATE) ? late : survivors).add(survivor(base, kind, prefix + kind + "." + i));
            }
        }
        survivors.forEach(Survivor::start);
        awaitWork();
        System.out.println("up");
        while (obey(commands.take())) {
            // Until the report.
        }
    }

    private void awaitWork() throws InterruptedException {
        long deadline = System.nanoTime() + UP_MS * 1_000_000;
        while (!survivors.stream().allMatch(Survivor::hasWorked) && System.nanoTime() < deadline) {
            Thread.sleep(100);
        }
    }

    private boolean obey(String command) throws InterruptedException {
        if (command.startsWith("refuse ")) {
            survivors.forEach(Survivor::refused);
            Credentials.become(Credentials.valueOf(command.substring("refuse ".length())));
            late.forEach(Survivor::start);
            survivors.addAll(late);
            late.clear();
        } else if (command.equals("good")) {
            goodMs = System.currentTimeMillis();
            goodNanos = System.nanoTime();
            survivors.forEach(Survivor::recovering);
            Credentials.become(Credentials.GOOD);
        } else {
            long end = System.nanoTime();
            survivors.forEach(Survivor::stop);
            for (Survivor survivor : survivors) {
                System.out.println(survivor.line(goodNanos, end));
            }
            System.out.println("reported");
        }
        return !command.equals("report");
    }

    private static Survivor survivor(Properties base, String kind, String name) {
        return switch (kind) {
            case "plain" -> new Sending(base, name, false);
            case "idempotent", "late-idempotent" -> new Sending(base, name, true);
            case "transactional", "late-transactional" -> new Transacting(base, name);
            case "classic", "consumer" -> new Reading(base, name, kind);
            case "share" -> new SharedReading(base, name);
            case "admin" -> new Asking(base, name);
            default -> throw new IllegalArgumentException(kind);
        };
    }
}
