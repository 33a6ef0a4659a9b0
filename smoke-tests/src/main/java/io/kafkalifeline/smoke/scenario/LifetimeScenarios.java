package io.kafkalifeline.smoke.scenario;

import io.kafkalifeline.smoke.msk.KafkaCluster;
import java.util.ArrayList;
import java.util.List;

/** Healthy brokers whose sessions are of all lengths, and principals that change. */
final class LifetimeScenarios {
    private static final int[] LIFETIMES_MS = {100, 300, 500, 740, 936, 1000, 1060, 1177, 1500, 3000, 15_000};
    private static final String MEASURED = "lifetime=936";

    private LifetimeScenarios() {}

    static List<Scenario> all() {
        List<Scenario> all = new ArrayList<>();
        all.add(Scenario.named("calm"));
        for (int ms : LIFETIMES_MS) {
            Scenario scenario = Scenario.named(Integer.toString(ms)).script("lifetime=" + ms);
            all.add(ms == 936 ? scenario.longestGap(250) : scenario);
        }
        all.add(Scenario.named("random").script("lifetime=50..3000"));
        all.add(Scenario.named("936-tls").listener(KafkaCluster.IAM_TLS).script(MEASURED));
        all.add(Scenario.named("936-plain").listener(KafkaCluster.PLAIN).script(MEASURED));
        all.add(Scenario.named("936-oauth").listener(KafkaCluster.OAUTH).script(MEASURED));
        all.add(Scenario.named("936-file").credentialsFile().script(MEASURED));
        all.addAll(shrinking());
        all.addAll(principals());
        return all;
    }

    /** Every authentication with the same credentials gets only what is left of the session. */
    private static List<Scenario> shrinking() {
        return List.of(
                Scenario.named("window").script("lifetime=window:8000").least(10),
                Scenario.named("window-same-name")
                        .script("lifetime=window:8000")
                        .least(10)
                        .every(7, (fixture, time) -> fixture.credentials().rotate("pod-0")),
                Scenario.named("window-new-name")
                        .script("lifetime=window:8000")
                        .least(10)
                        .every(7, (fixture, time) -> fixture.credentials().rotate("pod-" + time))
                        .tolerates(Tolerance.CUT_ON_THE_WIRE),
                Scenario.named("window-too-short")
                        .script("lifetime=window:8000;minimum=2000")
                        .least(10)
                        .every(7, (fixture, time) -> fixture.credentials().rotate("pod-0"))
                        .tolerates(Tolerance.CUT_ON_THE_WIRE));
    }

    private static List<Scenario> principals() {
        String session = "lifetime=3000";
        return List.of(
                Scenario.named("principal")
                        .script(session)
                        .newPrincipalEvery(
                                5, (fixture, time) -> fixture.credentials().rotate("pod-" + time)),
                Scenario.named("principal-file")
                        .credentialsFile()
                        .script(session)
                        .newPrincipalEvery(
                                5, (fixture, time) -> fixture.credentials().rotate("pod-" + time)),
                Scenario.named("principal-plain")
                        .listener(KafkaCluster.PLAIN)
                        .script(session)
                        .newPrincipalEvery(
                                5, (fixture, time) -> fixture.cluster().follow(session + ";principal=-" + time)));
    }
}
