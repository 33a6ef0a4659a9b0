package io.kafkalifeline.smoke.scenario.client;

import io.kafkalifeline.smoke.process.Pauses;
import io.kafkalifeline.smoke.scenario.Journal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/** Several kinds of clients at a time, each with its own client.id and book, until the parent has seen enough. */
final class Play {
    private static final int FIRST_SUCCESS_S = 90;
    private static final int LAST_WORDS_S = 60;

    private final Signals signals = new Signals();
    private final List<Book> books = new ArrayList<>();
    private final Path directory;
    private final String prefix;
    private final int perSecond;
    private final int valueBytes;

    /**
     * @param directory has {@code client.properties}, and gets the journals
     * @param kinds of clients, as {@link ClientsMain} lists them
     */
    Play(Path directory, String prefix, int perSecond, int valueBytes, List<String> kinds) {
        this.directory = directory;
        this.prefix = prefix;
        this.perSecond = perSecond;
        this.valueBytes = valueBytes;
        kinds.forEach(kind -> books.add(new Book(kind)));
    }

    /** Returns whether all clients have come to their end. */
    boolean run() throws IOException, InterruptedException {
        Properties base = new Properties();
        try (InputStream in = Files.newInputStream(directory.resolve("client.properties"))) {
            base.load(in);
        }
        List<Thread> threads = new ArrayList<>();
        Pauses pauses = Pauses.measured();
        for (Book book : books) {
            Runnable client = client(new Setup(book, signals, base, prefix, perSecond, valueBytes));
            Thread thread = new Thread(() -> guarded(client, book), "application-" + book.kind());
            thread.start();
            threads.add(thread);
        }
        awaitFirstSuccesses();
        for (Thread thread : threads) {
            while (thread.isAlive() && !signals.stopped()) {
                thread.join(100);
            }
        }
        while (!signals.stopped()) {
            // All have died; the parent still watches the brokers.
            Thread.sleep(100);
        }
        long pauseMs = pauses.longest().toMillis();
        pauses.close();
        boolean ended = awaitLastWords(threads);
        books.forEach(book -> book.add(Journal.PAUSE, pauseMs));
        book();
        return ended;
    }

    private void book() throws IOException {
        Footprint footprint = Footprint.now();
        System.out.println("threads left: " + Footprint.threadNames());
        for (Book book : books) {
            footprint.enter(book);
            book.journal().write(directory.resolve(book.kind() + ".journal"));
        }
    }

    private static boolean awaitLastWords(List<Thread> threads) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LAST_WORDS_S);
        boolean ended = true;
        for (Thread thread : threads) {
            TimeUnit.NANOSECONDS.timedJoin(thread, Math.max(1, deadline - System.nanoTime()));
            if (thread.isAlive()) {
                ended = false;
                System.out.println("stuck " + thread.getName() + " in " + List.of(thread.getStackTrace()));
            }
        }
        return ended;
    }

    private static Runnable client(Setup setup) {
        return switch (setup.kind()) {
            case "plain" -> SteadyProducer.withoutRetries(setup, setup.acks());
            case "acks0" -> SteadyProducer.withoutRetries(setup, "0");
            case "idempotent" -> SteadyProducer.idempotent(setup);
            case "bursts" -> SteadyProducer.inBursts(setup);
            case "newtopic" -> SteadyProducer.toNewTopics(setup);
            case "transactional" -> new TransactionalProducer(setup);
            case "classic", "consumer" -> new GroupReader(setup, setup.kind());
            case "share" -> new ShareReader(setup);
            case "admin" -> new AdminCaller(setup);
            case "streams" -> new StreamsCopier(setup);
            case "connect" -> new ConnectCopier(setup);
            default -> throw new IllegalArgumentException(setup.kind());
        };
    }

    private static void guarded(Runnable client, Book book) {
        try {
            client.run();
        } catch (RuntimeException e) {
            book.exception("uncaught", e);
            e.printStackTrace();
        }
    }

    private void awaitFirstSuccesses() throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(FIRST_SUCCESS_S);
        for (Book book : books) {
            if (!book.up().await(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                System.out.println("late " + book.kind());
            }
        }
        System.out.println("up");
    }

    /** From now on it counts. */
    void watch() {
        books.forEach(Book::watch);
    }

    /** @param fed how many records a consumer should have got when all is over */
    void stop(long fed) {
        signals.stop(fed);
    }
}
