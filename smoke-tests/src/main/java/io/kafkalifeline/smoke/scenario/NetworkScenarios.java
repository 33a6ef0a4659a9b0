package io.kafkalifeline.smoke.scenario;

import io.kafkalifeline.smoke.msk.KafkaCluster;
import io.kafkalifeline.smoke.net.Network;
import java.time.Duration;
import java.util.List;

/** Requests that take long to arrive, or brokers that die. */
final class NetworkScenarios {
    private static final String SESSION = "lifetime=3000";
    private static final String[] PRODUCERS = {"plain", "acks0", "idempotent"};

    private NetworkScenarios() {}

    static List<Scenario> all() {
        return List.of(
                roundTrip(50),
                roundTrip(200),
                roundTrip(500),
                Scenario.named("quota")
                        .script(SESSION)
                        .before(fixture -> fixture.quota(3000, PRODUCERS))
                        .kinds(PRODUCERS)
                        .load(60, 60)
                        .least(12),
                Scenario.named("slow-link")
                        .listener(KafkaCluster.IAM_FAR)
                        .script(SESSION)
                        .before(fixture -> fixture.cluster()
                                .network(Network.oneWay(Duration.ofMillis(5)).withBandwidth(1_000_000)))
                        .kinds(PRODUCERS)
                        .load(1, 1_000_000)
                        .least(12),
                Scenario.named("tls")
                        .listener(KafkaCluster.IAM_TLS)
                        .script("lifetime=1500")
                        .kinds(PRODUCERS)
                        .load(400, 40)
                        .longestGap(100),
                // Answers that were decrypted at once announce one another only once.
                Scenario.named("tls-bursts")
                        .listener(KafkaCluster.IAM_TLS_FAR)
                        .script("lifetime=1500")
                        .before(fixture -> fixture.cluster().network(Network.inBursts(Duration.ofMillis(5))))
                        .kinds("bursts")
                        .load(200, 40)
                        .longestGap(100),
                Scenario.named("kill")
                        .script("lifetime=936")
                        .kinds("idempotent")
                        .replicas(3)
                        .every(3, (fixture, time) -> fixture.cluster().restart(2 + time % 2))
                        .least(8)
                        .tolerates(Tolerance.CUT_ON_THE_WIRE, Tolerance.BROKERS_RESTART));
    }

    private static Scenario roundTrip(int ms) {
        return Scenario.named("rtt-" + ms)
                .listener(KafkaCluster.IAM_FAR)
                .script(SESSION)
                .before(fixture -> fixture.cluster().network(Network.oneWay(Duration.ofMillis(ms / 2))));
    }
}
