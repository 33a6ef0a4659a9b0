package io.kafkalifeline.smoke.scenario.chaos;

import io.kafkalifeline.smoke.Agent;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Lets nine kinds of clients live through chaos and prints the accounts.
 *
 * <p>{@code --minutes 3}, {@code --seed N} (random by default, and printed: the same faults come in the same order again),
 * {@code --agent built}, {@code none} or a jar, {@code --clients 4.4.0} (the release of kafka-clients), {@code --rate 20}
 * records per second and client, {@code --agent-options key=value}. Ends with 1 if a record was lost or written twice, a
 * client was dead in the end, or memory or threads have grown. The report, logs and journals are left in a directory of
 * their own under {@code target/chaos}.
 */
public final class ChaosMain {
    private ChaosMain() {}

    public static void main(String[] args) throws Exception {
        double minutes = 3;
        long seed = ThreadLocalRandom.current().nextLong(1_000_000);
        Agent agent = Agent.built();
        String agentOptions = "";
        String release = "4.4.0";
        int perSecond = 20;
        for (int i = 0; i + 1 < args.length; i += 2) {
            String value = args[i + 1];
            switch (args[i]) {
                case "--minutes" -> minutes = Double.parseDouble(value);
                case "--seed" -> seed = Long.parseLong(value);
                case "--agent" -> agent = Agent.parse(value).get(0);
                case "--agent-options" -> agentOptions = value;
                case "--clients" -> release = value;
                case "--rate" -> perSecond = Integer.parseInt(value);
                default -> throw new IllegalArgumentException(args[i] + ": unknown; see the Javadoc of ChaosMain");
            }
        }
        ChaosReport report = new Chaos(minutes, seed, perSecond, agent.jar(), agentOptions, release).run();
        System.exit(report.complaints().isEmpty() ? 0 : 1);
    }
}
