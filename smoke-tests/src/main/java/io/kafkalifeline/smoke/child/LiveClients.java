package io.kafkalifeline.smoke.child;

import io.kafkalifeline.smoke.process.Pauses;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * An application with producers and consumers that live for a while: {@code topic end kind=properties-file …}, a kind being
 * {@code producer}, {@code classic} or {@code consumer} (the two group protocols). They end when {@code end} is reached,
 * {@code renewals=N}: each client's sessions were renewed so often; {@code told}: the parent has said {@code stop}, which
 * it may in any case. Prints a {@link Summary} for each client at its end. Its parent may also say {@code add
 * kind=properties-file} and {@code status}.
 */
public final class LiveClients {
    private static final String RENEWALS = "renewals=";

    /** No parent waits for longer. */
    private static final long LONGEST_S = 600;

    private final String topic;
    private final List<LiveClient> clients = new ArrayList<>();
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Pauses pauses = Pauses.measured();

    private LiveClients(String topic) {
        this.topic = topic;
    }

    public static void main(String[] args) throws InterruptedException {
        LiveClients application = new LiveClients(args[0]);
        ParentLine.listen(application::obey);
        application.run(args);
    }

    /** As {@link #main}, without a line to the parent: several may run in one JVM. */
    public static void withoutParentLine(String[] args) throws InterruptedException {
        new LiveClients(args[0]).run(args);
    }

    private void run(String[] args) throws InterruptedException {
        for (int i = 2; i < args.length; i++) {
            add(args[i]);
        }
        long renewals =
                args[1].startsWith(RENEWALS) ? Long.parseLong(args[1].substring(RENEWALS.length())) : Long.MAX_VALUE;
        long begun = System.nanoTime();
        while (copy().stream().anyMatch(client -> client.summary().renewed() < renewals)
                && System.nanoTime() - begun < TimeUnit.SECONDS.toNanos(LONGEST_S)) {
            if (stop.await(100, TimeUnit.MILLISECONDS)) {
                break;
            }
        }
        // Producers first, so that consumers see the end of what was sent.
        List<LiveClient> ending = new ArrayList<>(copy());
        ending.sort(Comparator.comparing(LiveConsumer.class::isInstance));
        for (LiveClient client : ending) {
            client.finish();
        }
        pauses.tell();
    }

    private void obey(String command) {
        if (command.startsWith("add ")) {
            add(command.substring("add ".length()));
        } else if (command.equals("status")) {
            copy().forEach(client -> System.out.println(client.summary().line()));
            System.out.println("status complete");
        } else if (command.equals("stop")) {
            stop.countDown();
        }
    }

    private synchronized void add(String kindAndFile) {
        String[] parts = kindAndFile.split("=", 2);
        Properties properties = ClientFile.read(parts[1]);
        clients.add(
                parts[0].equals("producer")
                        ? new LiveProducer(properties, topic)
                        : new LiveConsumer(properties, topic, parts[0]));
    }

    private synchronized List<LiveClient> copy() {
        return List.copyOf(clients);
    }
}
