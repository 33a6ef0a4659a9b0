package io.kafkalifeline.smoke.child.timeouts;

import io.kafkalifeline.smoke.child.ClientFile;
import io.kafkalifeline.smoke.child.ParentLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Every API call that can wait for a broker, each with a client of its own, for each of several properties files: {@code
 * topic clients-at-once properties-file…}. Prints for each {@code outcome client-id call | exception}, causes and
 * suppressed exceptions included. The client.id is the same for all clients of a file: only objects tell them apart.
 */
public final class EveryCall {
    private EveryCall() {}

    public static void main(String[] args) throws Exception {
        HeardWarnings.listen();
        ParentLine.listen(command -> {});
        ExecutorService threads = Executors.newFixedThreadPool(Integer.parseInt(args[1]));
        List<Future<?>> running = new ArrayList<>();
        for (String file : List.of(args).subList(2, args.length)) {
            Properties properties = ClientFile.read(file);
            for (ApiCall call : ApiCall.values()) {
                if (call.isIn(properties.getProperty("calls"))) {
                    running.add(threads.submit(() -> run(call, properties, args[0])));
                }
            }
        }
        for (Future<?> each : running) {
            each.get();
        }
        threads.shutdown();
        System.out.println("all calls made");
    }

    private static void run(ApiCall call, Properties properties, String topic) {
        Properties own = new Properties();
        own.putAll(properties);
        String outcome;
        try {
            outcome = call.make(own, topic);
        } catch (Throwable e) {
            outcome = Chain.of(e);
        }
        System.out.println("outcome " + properties.getProperty("client.id") + " " + call + " | " + outcome);
    }
}
