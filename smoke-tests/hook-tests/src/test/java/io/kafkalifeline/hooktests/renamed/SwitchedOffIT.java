package io.kafkalifeline.hooktests.renamed;

import static org.apache.kafka.common.protocol.ApiKeys.SASL_HANDSHAKE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kafkalifeline.hooktests.AgentLines;
import io.kafkalifeline.hooktests.Clients;
import io.kafkalifeline.hooktests.cluster.Arrival;
import io.kafkalifeline.hooktests.cluster.Cluster;
import io.kafkalifeline.hooktests.cluster.Event;
import io.kafkalifeline.hooktests.cluster.Reaction;
import io.kafkalifeline.hooktests.cluster.Script;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The agent is switched off in a kafka-clients while a request waits for its sake, as it happens where a hook turns out not
 * to fit: the request goes on as in the stock client.
 */
@Tag("complete")
class SwitchedOffIT {
    private static final Duration LIFETIME = Duration.ofSeconds(3);

    private final Script script = Script.sasl().sessions(LIFETIME).unenforced();

    /** The renewal has failed, and its broker does not answer the next login. */
    @Test
    void aRecordThatIsKeptForAnotherConnectionIsSent() throws Exception {
        script.when(Arrival.beforeLogin(SASL_HANDSHAKE).and(arrival -> arrival.connection() > 2), Reaction.silence());
        script.when(Arrival.renewing(SASL_HANDSHAKE), Reaction.finish());
        try (Cluster cluster = Cluster.start(script)) {
            Map<String, Object> settings = Clients.sasl(cluster, "kept");
            settings.put("socket.connection.setup.timeout.ms", "3000");
            settings.put("socket.connection.setup.timeout.max.ms", "3000");
            play(
                    cluster,
                    settings,
                    () -> await().until(() -> hasNoFreshSession(cluster)),
                    () -> await().atMost(Duration.ofSeconds(30))
                            .until(() -> cluster.journal().events().stream()
                                    .anyMatch(each -> each.connection() > 2 && each.api() == SASL_HANDSHAKE)));
        }
    }

    /** The source of the credentials is slow. */
    @Test
    void aRecordThatIsHeldInItsConnectionIsSent() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch mayAnswer = new CountDownLatch(1);
        Supplier<String> user = () -> {
            if (Thread.currentThread().getName().equals("kafka-lifeline-credentials")) {
                asked.countDown();
                awaitUninterruptibly(mayAnswer);
            }
            return "alice";
        };
        try (Cluster cluster = Cluster.start(script)) {
            Map<String, Object> settings = Clients.sasl(cluster, "held", user);
            play(
                    cluster,
                    settings,
                    () -> await().until(() -> asked.getCount() == 0 && hasNoFreshSession(cluster)),
                    () -> {});
            assertThat(cluster.journal().workingConnections("held"))
                    .as("not only after its time-out")
                    .hasSize(1);
        } finally {
            mayAnswer.countDown();
        }
    }

    /** A large record waits for a fresh session, unless the session has only begun. */
    private static boolean hasNoFreshSession(Cluster cluster) {
        List<Event> granted = cluster.journal().events(each -> each.kind() == Event.Kind.AUTHENTICATED);
        return System.nanoTime() - granted.get(granted.size() - 1).nanos() > LIFETIME.toNanos() / 3;
    }

    private void play(Cluster cluster, Map<String, Object> settings, Runnable before, Runnable waits) throws Exception {
        // What is lost from sight is given up then.
        settings.put("delivery.timeout.ms", "30000");
        settings.put("request.timeout.ms", "20000");
        // The client's thread may be about to sleep when everything is switched off: it polls again by then.
        settings.put("metadata.max.age.ms", "1000");
        String name = "switched-off-" + settings.get("client.id");
        Path nothingChanged = Files.createDirectories(Path.of("target", "renamed", name));
        int failuresBefore = AgentLines.failures().size();
        try (OtherLoader loader = new OtherLoader(name, nothingChanged, KafkaJar.onClassPath())) {
            Map<String, Object> out = loader.errand(LetGoErrand.class)
                    .apply(new HashMap<>(Map.of(
                            LetGoErrand.SETTINGS, settings,
                            LetGoErrand.BEFORE, before,
                            LetGoErrand.WAITS, waits,
                            LetGoErrand.OFF, (Runnable) script::calm)));
            assertThat(out).containsEntry(LetGoErrand.SENT, 2);
        }
        assertThat(AgentLines.matching(line -> line.contains("everything is off") && line.contains(name)))
                .hasSize(1);
        assertThat(AgentLines.failures()).hasSize(failuresBefore);
        assertThat(cluster.records("topic")).hasSize(2);
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        boolean interrupted = false;
        while (true) {
            try {
                latch.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
