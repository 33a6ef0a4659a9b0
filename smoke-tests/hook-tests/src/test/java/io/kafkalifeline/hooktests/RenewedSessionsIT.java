package io.kafkalifeline.hooktests;

import static io.kafkalifeline.hooktests.cluster.Event.Kind.EXPIRED;
import static io.kafkalifeline.hooktests.cluster.Event.Kind.LEFT;
import static io.kafkalifeline.hooktests.cluster.Event.Kind.TOO_SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kafkalifeline.hooktests.cluster.Cluster;
import io.kafkalifeline.hooktests.cluster.Journal;
import io.kafkalifeline.hooktests.cluster.Script;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Short sessions, renewed in place. */
class RenewedSessionsIT {
    private static final List<String> CLIENTS = List.of("frail", "idempotent", "consumer", "admin");

    @ParameterizedTest
    @ValueSource(ints = {936, 300})
    void aSessionOfMilliseconds(int lifetimeMs) {
        Undisturbed.play(() -> everyClientKeepsItsConnection(Duration.ofMillis(lifetimeMs)));
    }

    private static void everyClientKeepsItsConnection(Duration lifetime) {
        try (Cluster cluster = Cluster.start(Script.sasl().sessions(lifetime));
                Application application = new Application()) {
            List<String> frail =
                    application.produce(Clients.frailProducer(Clients.sasl(cluster, "frail")), "from-frail");
            List<String> idempotent = application.produce(
                    Clients.idempotentProducer(Clients.sasl(cluster, "idempotent")), "from-idempotent");
            List<String> read =
                    application.consume(Clients.consumer(Clients.sasl(cluster, "consumer"), "from-idempotent"));
            application.describe(Clients.admin(Clients.sasl(cluster, "admin")));

            Journal journal = cluster.journal();
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> !application.errors().isEmpty()
                            || journal.count(EXPIRED) > 0
                            || CLIENTS.stream().allMatch(client -> journal.renewalsOfOneConnection(client) >= 3));

            assertThat(application.errors()).isEmpty();
            assertThat(journal.events(
                            event -> event.kind() == EXPIRED || event.kind() == TOO_SOON || event.kind() == LEFT))
                    .as("nothing expired, nothing came too soon, nobody left")
                    .isEmpty();
            await().atMost(Duration.ofSeconds(60)).until(() -> read.size() >= idempotent.size() / 2);
            application.stop();
            assertThat(application.errors()).isEmpty();
            assertThat(cluster.records("from-frail")).isEqualTo(frail);
            assertThat(cluster.records("from-idempotent"))
                    .isEqualTo(idempotent)
                    .startsWith(read.toArray(String[]::new));
        }
    }
}
