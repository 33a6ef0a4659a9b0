package io.kafkalifeline.smoke.scenario.client;

import io.kafkalifeline.smoke.child.ParentLine;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/**
 * Several kinds of clients in one JVM, each with its own client.id and book: {@code directory prefix records-per-second
 * value-bytes kind …}. {@code client.properties} in the directory names the cluster. Prints {@code up} when each has had
 * its first success or failure or 30 s have passed; takes {@code watch} and {@code stop FED}; leaves one {@code KIND.journal} each,
 * and prints {@code booked}.
 */
public final class ClientsMain {
    private static final int FIRST_SUCCESS_S = 30;
    private static final int LAST_WORDS_S = 60;

    private final Signals signals = new Signals();
    private final List<Book> books = new ArrayList<>();

    private ClientsMain() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        new ClientsMain().run(args);
        System.exit(0);
    }

    private void run(String[] args) throws IOException, InterruptedException {
        Path directory = Path.of(args[0]);
        Properties base = new Properties();
        try (InputStream in = Files.newInputStream(directory.resolve("client.properties"))) {
            base.load(in);
        }
        ParentLine.listen(this::obey);
        List<Thread> threads = new ArrayList<>();
        for (String kind : List.of(args).subList(4, args.length)) {
            Book book = new Book(kind);
            books.add(book);
            Runnable client = client(
                    new Setup(book, signals, base, args[1], Integer.parseInt(args[2]), Integer.parseInt(args[3])));
            Thread thread = new Thread(() -> guarded(client, book), "application-" + kind);
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
        awaitLastWords(threads);
        Footprint footprint = Footprint.now();
        System.out.println("threads left: " + Footprint.threadNames());
        for (Book book : books) {
            footprint.enter(book);
            book.journal().write(directory.resolve(book.kind() + ".journal"));
        }
        System.out.println("booked");
    }

    private static void awaitLastWords(List<Thread> threads) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LAST_WORDS_S);
        for (Thread thread : threads) {
            TimeUnit.NANOSECONDS.timedJoin(thread, Math.max(1, deadline - System.nanoTime()));
            if (thread.isAlive()) {
                System.out.println("stuck " + thread.getName() + " in " + List.of(thread.getStackTrace()));
            }
        }
    }

    private static Runnable client(Setup setup) {
        return switch (setup.kind()) {
            case "plain" -> SteadyProducer.withoutRetries(setup, "1");
            case "acks0" -> SteadyProducer.withoutRetries(setup, "0");
            case "idempotent" -> SteadyProducer.idempotent(setup);
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

    private void obey(String command) {
        if (command.equals("watch")) {
            books.forEach(Book::watch);
        } else if (command.equals("footprint")) {
            Footprint footprint = Footprint.now();
            System.out.println("footprint " + footprint.heapKb() + " " + footprint.threads());
        } else if (command.startsWith("stop ")) {
            signals.stop(Long.parseLong(command.substring("stop ".length())));
        }
    }
}
