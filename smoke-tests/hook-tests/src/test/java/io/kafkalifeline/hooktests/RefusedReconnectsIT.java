package io.kafkalifeline.hooktests;

import static io.kafkalifeline.hooktests.cluster.Event.Kind.REFUSED;
import static org.apache.kafka.common.protocol.ApiKeys.SASL_AUTHENTICATE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kafkalifeline.hooktests.cluster.Arrival;
import io.kafkalifeline.hooktests.cluster.Cluster;
import io.kafkalifeline.hooktests.cluster.Journal;
import io.kafkalifeline.hooktests.cluster.Reaction;
import io.kafkalifeline.hooktests.cluster.Script;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A connection that follows a lost session is refused, too. */
class RefusedReconnectsIT {
    private static final String CLIENT = "client";
    private static final String WORDS = "No seat is free for this one";

    private final Script script = Script.sasl().sessions(Duration.ofMillis(600)).unenforced();

    @Test
    void refusalsThatPassAreWaitedOut() {
        try (Cluster cluster = Cluster.start(script);
                Application application = new Application()) {
            Journal journal = cluster.journal();
            List<String> sent = application.produce(Clients.frailProducer(Clients.sasl(cluster, CLIENT)), "topic");
            await().atMost(Duration.ofSeconds(60)).until(() -> sent.size() > 3);
            script.once(
                    Arrival.renewing(SASL_AUTHENTICATE)
                            .and(arrival -> journal.workingConnections(CLIENT).contains(arrival.connection())),
                    Reaction.refuse(WORDS));
            script.times(2, Arrival.beforeLogin(SASL_AUTHENTICATE), Reaction.refuse(WORDS));

            await().atMost(Duration.ofSeconds(60))
                    .until(() -> !application.errors().isEmpty()
                            || journal.workingConnections(CLIENT).size() > 1);
            application.stop();

            assertThat(application.errors()).isEmpty();
            assertThat(journal.count(REFUSED)).isEqualTo(3);
            assertThat(cluster.records("topic")).isEqualTo(sent);
            assertThat(journal.arrived(CLIENT)).as("each exactly once").isEqualTo(sent);
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusalsThatStayReachTheApplicationInTheBrokersWords(Kind kind) {
        try (Cluster cluster = Cluster.start(script);
                Application application = new Application()) {
            Journal journal = cluster.journal();
            kind.start(application, Clients.sasl(cluster, CLIENT));
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> journal.work(CLIENT).size() > 3);
            script.when(arrival -> arrival.api() == SASL_AUTHENTICATE, Reaction.refuse(WORDS));

            await().atMost(Duration.ofSeconds(60))
                    .until(() -> !application.errors().isEmpty());

            assertThat(application.errors().get(0))
                    .isInstanceOf(SaslAuthenticationException.class)
                    .hasMessageContaining(WORDS);
            assertThat(journal.count(REFUSED)).as("it was tried again").isGreaterThan(2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aClientThatWasNeverLetInFailsAtTheFirstRefusal(Kind kind) {
        try (Cluster cluster = Cluster.start(script);
                Application application = new Application()) {
            Map<String, Object> settings = Clients.sasl(cluster, CLIENT);
            settings.put("sasl.jaas.config", Clients.jaas("alice", "wrong"));
            settings.put("reconnect.backoff.ms", "600000");
            settings.put("reconnect.backoff.max.ms", "600000");
            kind.start(application, settings);

            await().atMost(Duration.ofSeconds(60))
                    .until(() -> !application.errors().isEmpty());

            assertThat(application.errors().get(0))
                    .isInstanceOf(SaslAuthenticationException.class)
                    .hasMessageContaining("Invalid username or password");
            assertThat(cluster.journal().count(REFUSED)).isOne();
        }
    }

    private enum Kind {
        PRODUCER,
        CONSUMER,
        ADMIN;

        void start(Application application, Map<String, Object> settings) {
            switch (this) {
                case PRODUCER -> application.produceToNewTopics(Clients.frailProducer(settings));
                case CONSUMER -> application.consume(Clients.consumer(settings, "topic"));
                case ADMIN -> application.describe(Clients.admin(settings));
            }
        }
    }
}
