package io.kafkalifeline.smoke.child.timeouts;

import io.kafkalifeline.smoke.child.ClientFile;
import io.kafkalifeline.smoke.child.ParentLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Every API call that can wait for a broker, each with a client of its own, for each of several properties files: {@code
 * topic clients-at-once properties-file…}. Prints for each {@code outcome client-id call | exception}, causes and
 * suppressed exceptions included. The client.id is the same for all clients of a file: only objects tell them apart.
 */
public final class EveryCall {
    private static final List<String> TIMEOUTS =
            List.of("max.block.ms", "delivery.timeout.ms", "request.timeout.ms", "default.api.timeout.ms");
    private static final int MOST_LONGER = 8;

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

    /** Whatever times out before the client has met its trouble, on a busy machine, is called again with more time. */
    private static void run(ApiCall call, Properties properties, String topic) {
        String outcome = outcome(call, properties, topic, 1);
        for (int longer = 2; longer <= MOST_LONGER && isTooEarly(outcome); longer *= 2) {
            outcome = outcome(call, properties, topic, longer);
        }
        System.out.println("outcome " + properties.getProperty("client.id") + " " + call + " | " + outcome);
    }

    private static boolean isTooEarly(String outcome) {
        return outcome.contains(TimeoutException.class.getName()) && !CauseInChain.advisesIn(outcome);
    }

    private static String outcome(ApiCall call, Properties properties, String topic, int longer) {
        Properties own = new Properties();
        own.putAll(properties);
        for (String timeout : TIMEOUTS) {
            own.computeIfPresent(timeout, (key, ms) -> Integer.toString(longer * Integer.parseInt((String) ms)));
        }
        try {
            return call.make(own, topic);
        } catch (Throwable e) {
            return Chain.of(e);
        }
    }
}
