package io.kafkalifeline.hooktests;

import static io.kafkalifeline.hooktests.cluster.Event.Kind.AUTHENTICATED;
import static io.kafkalifeline.hooktests.cluster.Event.Kind.LEFT;
import static io.kafkalifeline.hooktests.cluster.Event.Kind.RENEWED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kafkalifeline.hooktests.cluster.Cluster;
import io.kafkalifeline.hooktests.cluster.Event;
import io.kafkalifeline.hooktests.cluster.Journal;
import io.kafkalifeline.hooktests.cluster.Script;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** OAUTHBEARER with Kafka's own handler: the login renews its token by itself, and the handler hands over what it has. */
@Tag("complete")
class BearerTokensIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long TOKEN_MS = 5_000;
    private static final int RENEWALS = 3;

    @Test
    void everyRenewalIsForTheTokenThatTheLoginHasWhenItIsDue() {
        try (Cluster cluster = Cluster.start(Script.sasl().unenforced());
                Producer<String, String> producer = Clients.idempotentProducer(bearer(cluster, "bearer"))) {
            Journal journal = cluster.journal();
            await().atMost(PATIENCE).until(() -> {
                producer.send(new ProducerRecord<>("topic", "value")).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
                return ofNode(journal, RENEWED).size() >= RENEWALS;
            });
            long begin = ofNode(journal, AUTHENTICATED).get(0).nanos();
            long end = ofNode(journal, RENEWED).get(RENEWALS - 1).nanos();
            assertThat(TimeUnit.NANOSECONDS.toMillis(end - begin))
                    .as("with the token of three seconds before, every other session ends in less than one")
                    .isGreaterThan(RENEWALS * TOKEN_MS * 55 / 100);
            assertThat(journal.of("bearer", LEFT)).as("connections given up").isEmpty();
        }
    }

    /** Of the connection over which records are sent: the other one, for bootstrap, is idle. */
    private static List<Event> ofNode(Journal journal, Event.Kind kind) {
        int node = journal.of("bearer", AUTHENTICATED).stream()
                .mapToInt(Event::connection)
                .max()
                .orElse(0);
        return journal.of("bearer", kind).stream()
                .filter(event -> event.connection() == node)
                .toList();
    }

    /** Its login fetches a new token when three fifths of the old one are over. */
    private static Map<String, Object> bearer(Cluster cluster, String clientId) {
        Map<String, Object> settings = Clients.sasl(cluster, clientId);
        settings.put("sasl.mechanism", "OAUTHBEARER");
        settings.put(
                "sasl.jaas.config", "org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule required;");
        settings.put("sasl.login.callback.handler.class", ShortTokens.class.getName());
        settings.put(ShortTokens.SETTING, TOKEN_MS);
        settings.put("sasl.login.refresh.window.factor", "0.6");
        settings.put("sasl.login.refresh.window.jitter", "0.0");
        settings.put("sasl.login.refresh.min.period.seconds", "0");
        settings.put("sasl.login.refresh.buffer.seconds", "0");
        return settings;
    }
}
