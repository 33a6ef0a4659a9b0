package io.kafkalifeline.hooktests;

import static org.apache.kafka.common.protocol.ApiKeys.SASL_AUTHENTICATE;
import static org.apache.kafka.common.protocol.ApiKeys.SASL_HANDSHAKE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kafkalifeline.hooktests.cluster.Arrival;
import io.kafkalifeline.hooktests.cluster.Cluster;
import io.kafkalifeline.hooktests.cluster.Event;
import io.kafkalifeline.hooktests.cluster.Journal;
import io.kafkalifeline.hooktests.cluster.Reaction;
import io.kafkalifeline.hooktests.cluster.Script;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.Errors;
import org.junit.jupiter.api.Test;

/** A session cannot be renewed, though a new connection can be had: nobody notices. */
class FailedRenewalsIT {
    private static final List<String> CLIENTS = List.of("frail", "idempotent", "consumer", "admin");
    private static final Duration LIFETIME = Duration.ofMillis(600);

    private final Script script = Script.sasl().sessions(LIFETIME).unenforced();
    private final AtomicReference<String> user = new AtomicReference<>("alice");

    @Test
    void aRefusedRenewalCostsNothingButTheConnection() {
        play(failing(SASL_AUTHENTICATE, Reaction.refuse("Access denied")));
    }

    @Test
    void illegalSaslStateCostsNothingButTheConnection() {
        play(failing(SASL_HANDSHAKE, Reaction.refuse(Errors.ILLEGAL_SASL_STATE)));
    }

    @Test
    void aRenewalThatIsResetCostsNothingButTheConnection() {
        play(failing(SASL_HANDSHAKE, Reaction.reset()));
    }

    @Test
    void aRenewalAmidWhichTheBrokerLeavesCostsNothingButTheConnection() {
        play(failing(SASL_AUTHENTICATE, Reaction.finish()));
    }

    @Test
    void aChangedPrincipalCostsNothingButTheConnection() {
        play(journal -> user.set("bob"));
    }

    private Failure failing(ApiKeys step, Reaction reaction) {
        return journal -> {
            for (String client : CLIENTS) {
                Predicate<Arrival> atWork = arrival -> arrival.clientId().equals(client)
                        && journal.workingConnections(client).contains(arrival.connection());
                script.once(Arrival.renewing(step).and(atWork), reaction);
            }
        };
    }

    private void play(Failure failure) {
        try (Cluster cluster = Cluster.start(script);
                Application application = new Application()) {
            Journal journal = cluster.journal();
            List<String> frail =
                    application.produce(Clients.frailProducer(Clients.sasl(cluster, "frail", user::get)), "from-frail");
            List<String> idempotent = application.produce(
                    Clients.idempotentProducer(Clients.sasl(cluster, "idempotent", user::get)), "from-idempotent");
            application.consume(Clients.consumer(Clients.sasl(cluster, "consumer", user::get), "from-idempotent"));
            application.describe(Clients.admin(Clients.sasl(cluster, "admin", user::get)));
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> CLIENTS.stream()
                            .allMatch(client -> !journal.work(client).isEmpty()));
            failure.begin(journal);

            await().atMost(Duration.ofSeconds(60))
                    .until(() -> !application.errors().isEmpty()
                            || CLIENTS.stream().allMatch(client -> hasMovedOn(journal, client)));
            application.stop();

            assertThat(application.errors()).isEmpty();
            assertThat(cluster.records("from-frail")).isEqualTo(frail);
            assertThat(journal.arrived("frail")).as("each exactly once").isEqualTo(frail);
            assertThat(cluster.records("from-idempotent")).isEqualTo(idempotent);
            assertThat(journal.arrived("idempotent")).as("each exactly once").isEqualTo(idempotent);
        }
    }

    /** Whether the client works on a second connection, and its first was lost by a failed renewal. */
    private static boolean hasMovedOn(Journal journal, String client) {
        List<Integer> connections = journal.workingConnections(client);
        if (connections.size() < 2) {
            return false;
        }
        assertThat(journal.of(client, Event.Kind.REFUSED).size()
                        + journal.of(client, Event.Kind.CUT).size())
                .isPositive();
        return journal.work(client).stream()
                        .filter(event -> event.connection() == connections.get(1))
                        .count()
                > 3;
    }

    private interface Failure {
        void begin(Journal journal);
    }
}
