package io.kafkalifeline.smoke.child.situations;

import io.kafkalifeline.smoke.child.ClientFile;
import io.kafkalifeline.smoke.child.ParentLine;
import io.kafkalifeline.smoke.child.timeouts.Chain;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Clients in trouble, each on a thread of its own: {@code topic properties-file…}. Each makes its call again and again and
 * prints {@code outcome client-id call | exception}. One with {@code worked=true} has to get through first, prints {@code
 * works client-id}, and goes on when the parent says {@code broken}. All end when the parent says {@code end}.
 */
public final class Situated {
    private static final CountDownLatch BROKEN = new CountDownLatch(1);
    /** Kafka tells of some failures at once, and would so for ever. */
    private static final long PACE_MS = 500;

    private static final String WORKS = "returned";

    private Situated() {}

    public static void main(String[] args) {
        ParentLine.listen(Situated::obey);
        // Its class must be there when no file can be opened any more.
        System.out.println("begins " + Chain.of(new IllegalStateException("of none")));
        for (String file : List.of(args).subList(1, args.length)) {
            Properties properties = ClientFile.read(file);
            new Thread(() -> run(properties, args[0]), properties.getProperty("client.id")).start();
        }
    }

    private static void obey(String command) {
        if (command.equals("broken")) {
            BROKEN.countDown();
        } else {
            Runtime.getRuntime().halt(0);
        }
    }

    private static void run(Properties properties, String topic) {
        String id = properties.getProperty("client.id");
        SituatedCall call = SituatedCall.valueOf(properties.getProperty("call"));
        try (SituatedCall.Client client = call.client(properties, topic)) {
            if (Boolean.parseBoolean(properties.getProperty("worked"))) {
                String outcome = outcome(client);
                while (!outcome.equals(WORKS)) {
                    System.out.println("not yet " + id + " | " + outcome);
                    outcome = outcome(client);
                }
                System.out.println("works " + id);
                BROKEN.await();
                client.afterwards();
                System.out.println("broken " + id);
            }
            while (true) {
                System.out.println("outcome " + id + " " + call + " | " + outcome(client));
                TimeUnit.MILLISECONDS.sleep(PACE_MS);
            }
        } catch (Exception e) {
            System.out.println("outcome " + id + " " + call + " | " + Chain.of(e));
        }
    }

    private static String outcome(SituatedCall.Client client) {
        try {
            client.call();
            return WORKS;
        } catch (Exception e) {
            return Chain.of(e);
        }
    }
}
