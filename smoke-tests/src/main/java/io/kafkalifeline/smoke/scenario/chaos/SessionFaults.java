package io.kafkalifeline.smoke.scenario.chaos;

import io.kafkalifeline.smoke.msk.CredentialSource;
import io.kafkalifeline.smoke.msk.KafkaCluster;
import io.kafkalifeline.smoke.net.Network;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/** What brokers, the source of the credentials and the network do to sessions, one thing after the other, at random. */
final class SessionFaults extends Faults {
    private static final List<String> LIFETIMES =
            List.of("lifetime=936", "lifetime=1500", "lifetime=4000", "lifetime=50..3000", "lifetime=window:12000");
    private static final List<String> PHRASES =
            List.of("Too many connects", "Authentication failed", "Access denied", "Session too short");
    private static final List<String> WHICH = List.of("", ";on=again", ";on=first");
    private static final int KINDS = 10;

    private final KafkaCluster cluster;
    private final CredentialSource credentials;
    private String lifetime = LIFETIMES.get(2);
    private int principals;

    SessionFaults(KafkaCluster cluster, CredentialSource credentials, Random random) {
        super("session-faults", random);
        this.cluster = cluster;
        this.credentials = credentials;
        calm();
    }

    @Override
    void next() throws InterruptedException {
        // Short ones and some that outlast every patience.
        double lastsS = random().nextInt(4) == 0 ? 8 + 17 * random().nextDouble() : 0.5 + 4 * random().nextDouble();
        String which = WHICH.get(random().nextInt(WHICH.size()));
        switch (random().nextInt(KINDS)) {
            case 0, 1 -> script("refused", "refuse=" + PHRASES.get(random().nextInt(PHRASES.size())) + which, lastsS);
            case 2 -> script("dropped", "drop=true" + which, lastsS);
            case 3 -> script("hung", "hang=true" + which, lastsS);
            case 4 -> script("ILLEGAL_SASL_STATE", "illegal=true", lastsS);
            case 5 -> {
                happens("new principal", "pod-" + ++principals);
                credentials.rotate("pod-" + principals);
            }
            case 6 -> {
                happens("source fails", "for " + seconds(lastsS));
                credentials.failing(true);
                rest(lastsS);
                credentials.failing(false);
            }
            case 7 -> {
                happens("source slow", "for " + seconds(lastsS));
                credentials.slow(200 + random().nextInt(3000));
                rest(lastsS);
                credentials.slow(0);
            }
            case 8 -> {
                int ms = random().nextInt(120);
                happens("long way", 2 * ms + " ms for " + seconds(lastsS));
                cluster.network(Network.oneWay(Duration.ofMillis(ms)));
                rest(lastsS);
                cluster.network(Network.LOOPBACK);
            }
            default -> {
                lifetime = LIFETIMES.get(random().nextInt(LIFETIMES.size()));
                happens("other lifetimes", lifetime);
                calm();
            }
        }
        rest(1 + 7 * random().nextDouble());
    }

    private void script(String kind, String text, double lastsS) throws InterruptedException {
        happens(kind, text + " for " + seconds(lastsS));
        cluster.follow(lifetime + ";" + text);
        rest(lastsS);
        calm();
    }

    private void calm() {
        cluster.follow(lifetime);
    }
}
