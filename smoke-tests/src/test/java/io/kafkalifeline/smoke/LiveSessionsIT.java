package io.kafkalifeline.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkalifeline.smoke.broker.KafkaBroker;
import io.kafkalifeline.smoke.broker.Listener;
import io.kafkalifeline.smoke.child.LiveClients;
import io.kafkalifeline.smoke.child.Summary;
import io.kafkalifeline.smoke.process.ChildProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A producer and both kinds of consumer live on sessions of 936 ms as if there were none. */
class LiveSessionsIT {
    private static final int RENEWALS = 14;

    static Stream<Arguments> otherClientsAndListeners() {
        return Stream.of("4.4.0", "4.3.1")
                .flatMap(version ->
                        Stream.of(SharedBroker.SHORT_SESSIONS).map(listener -> Arguments.of(version, listener)))
                .skip(1);
    }

    @Test
    void nothingFailsOnSessionsShorterThanTheBrokersSecond() throws Exception {
        play("4.4.0", SharedBroker.SHORT_SESSIONS[0]);
    }

    @Tag("complete")
    @ParameterizedTest(name = "kafka-clients {0}, {1}")
    @MethodSource("otherClientsAndListeners")
    void norWithOtherClientsAndMechanisms(String version, Listener listener) throws Exception {
        play(version, listener);
    }

    private static void play(String version, Listener listener) throws Exception {
        Undisturbed.play(SharedBroker.get(), attempt -> liveWithoutAFailure(attempt, version, listener));
    }

    /** False where a connection ended while everything else was as it must be in any case. */
    private static boolean liveWithoutAFailure(Undisturbed.Attempt attempt, String version, Listener listener)
            throws Exception {
        String name = "live-" + version + "-" + listener.name() + "-" + attempt;
        KafkaBroker broker = SharedBroker.get();
        broker.createTopic(name);
        long illegalBefore = broker.illegalSaslStates();
        long killedBefore = broker.expiredConnectionsKilled(listener.name());

        Map<String, Summary> clients = run(attempt, name, version, broker.clientProperties(listener.name()));

        assertThat(clients).hasSize(3);
        assertThat(broker.illegalSaslStates() - illegalBefore)
                .as("ILLEGAL_SASL_STATE")
                .isZero();
        assertThat(clients.values())
                .as("clients whose sessions were not renewed")
                .filteredOn(client -> client.notRenewed() > 0 || client.renewed() < RENEWALS)
                .isEmpty();
        long killed = broker.expiredConnectionsKilled(listener.name()) - killedBefore;
        if (killed > 0) {
            return false;
        }
        assertThat(clients.values())
                .as("clients that met a failure or reconnected, though no session had expired")
                .filteredOn(client -> client.failed() > 0 || client.closed() > 0)
                .isEmpty();
        long sent = clients.get(name + "-producer").delivered();
        assertThat(sent)
                .as("records of each session")
                .isGreaterThan(clients.get(name + "-producer").renewed());
        assertThat(clients.get(name + "-classic").delivered()).isEqualTo(sent);
        assertThat(clients.get(name + "-consumer").delivered()).isEqualTo(sent);
        return true;
    }

    private static Map<String, Summary> run(Undisturbed.Attempt attempt, String name, String version, Properties client)
            throws Exception {
        List<String> arguments = new ArrayList<>(List.of(name, "renewals=" + RENEWALS));
        for (String kind : List.of("producer", "classic", "consumer")) {
            arguments.add(kind + "=" + file(name + "-" + kind, client, kind.equals("producer")));
        }
        try (ChildProcess application = attempt.start(Application.attached(name, version)
                .main(LiveClients.class.getName(), arguments.toArray(String[]::new)))) {
            assertThat(application.awaitExit(Duration.ofMinutes(3))).isZero();
            return Application.summaries(application);
        }
    }

    /** Without retries, so that every failed send is one for the application. */
    private static Path file(String clientId, Properties client, boolean producer) {
        Properties properties = new Properties();
        properties.putAll(client);
        properties.setProperty("client.id", clientId);
        if (producer) {
            properties.setProperty("retries", "0");
            properties.setProperty("enable.idempotence", "false");
        }
        return Workspace.clientFile(clientId, properties);
    }
}
