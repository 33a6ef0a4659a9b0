package io.kafkalifeline.hooktests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kafkalifeline.hooktests.cluster.Arrival;
import io.kafkalifeline.hooktests.cluster.Cluster;
import io.kafkalifeline.hooktests.cluster.Reaction;
import io.kafkalifeline.hooktests.cluster.Script;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.apache.kafka.common.protocol.ApiKeys;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is recorded of a connection's initialisation and of its renewals, for spans, metrics and events. */
class InitialisationsIT {
    private static final List<String> SASL_PHASES =
            List.of("dns", "tcp", "sasl.api_versions", "sasl.handshake", "sasl.authenticate", "api_versions");

    @Test
    void aLoginHasAllItsPhasesInTheirOrder() {
        try (Cluster cluster = Cluster.start(Script.sasl());
                Application application = new Application()) {
            application.describe(Clients.admin(Clients.sasl(cluster, "login")));

            assertThat(InitEvent.first("login", "initialisation"))
                    .isEqualTo(new InitEvent("login", "initialisation", "ready", SASL_PHASES, null, null));
            assertThat(InitEvent.first("login", "connect"))
                    .isEqualTo(new InitEvent("login", "connect", "connected", List.of("dns", "tcp"), null, null));
        }
    }

    @Test
    void aConnectionWithoutLoginHasThreePhases() {
        try (Cluster cluster = Cluster.start(Script.plaintext());
                Application application = new Application()) {
            application.describe(Clients.admin(Clients.plaintext(cluster.address(), "no-login")));

            assertThat(InitEvent.first("no-login", "initialisation"))
                    .isEqualTo(new InitEvent(
                            "no-login", "initialisation", "ready", List.of("dns", "tcp", "api_versions"), null, null));
        }
    }

    @Test
    void aRenewalHasTheTwoPhasesThatItTakes() {
        try (Cluster cluster = Cluster.start(
                        Script.sasl().sessions(Duration.ofMillis(600)).unenforced());
                Application application = new Application()) {
            application.describe(Clients.admin(Clients.sasl(cluster, "renewal")));

            assertThat(InitEvent.first("renewal", "reauthentication"))
                    .isEqualTo(new InitEvent(
                            "renewal",
                            "reauthentication",
                            "renewed",
                            List.of("sasl.handshake", "sasl.authenticate"),
                            null,
                            null));
        }
    }

    @Test
    void aRefusedRenewalEndsInAReconnect() {
        Script script = Script.sasl().sessions(Duration.ofMillis(600)).unenforced();
        try (Cluster cluster = Cluster.start(script);
                Application application = new Application()) {
            script.once(
                    Arrival.renewing(ApiKeys.SASL_AUTHENTICATE)
                            .and(arrival -> cluster.journal()
                                    .workingConnections("refused-renewal")
                                    .contains(arrival.connection())),
                    Reaction.refuse("Access denied"));
            application.describe(Clients.admin(Clients.sasl(cluster, "refused-renewal")));
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> InitEvent.of("refused-renewal", "reauthentication").stream()
                            .anyMatch(event -> event.errorType() != null));

            assertThat(InitEvent.of("refused-renewal", "reauthentication"))
                    .contains(new InitEvent(
                            "refused-renewal",
                            "reauthentication",
                            "reconnected",
                            List.of("sasl.handshake", "sasl.authenticate"),
                            "sasl.authenticate",
                            "SASL_AUTHENTICATION_FAILED"));
        }
    }

    @Test
    void aRefusedLoginFailsInItsLastPhase() {
        Script script = Script.sasl().when(Arrival.of(ApiKeys.SASL_AUTHENTICATE), Reaction.refuse("Access denied"));
        try (Cluster cluster = Cluster.start(script);
                Application application = new Application()) {
            application.describe(Clients.admin(Clients.sasl(cluster, "refused-login")));

            assertThat(InitEvent.first("refused-login", "initialisation"))
                    .isEqualTo(new InitEvent(
                            "refused-login",
                            "initialisation",
                            "failed",
                            SASL_PHASES.subList(0, 5),
                            "sasl.authenticate",
                            "SASL_AUTHENTICATION_FAILED"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aConnectionThatIsCutEndsInItsPhaseAndIsTriedAgain(Step step) {
        Script script = Script.sasl().once(step.request(), step.reset ? Reaction.reset() : Reaction.finish());
        try (Cluster cluster = Cluster.start(script);
                Application application = new Application()) {
            String client = "cut-at-" + step;
            application.describe(Clients.admin(Clients.sasl(cluster, client)));
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> InitEvent.of(client, "initialisation").size() > 1);

            InitEvent cut = InitEvent.of(client, "initialisation").get(0);
            assertThat(cut.outcome()).isEqualTo("will_retry");
            assertThat(cut.phases()).isEqualTo(SASL_PHASES.subList(0, 1 + SASL_PHASES.indexOf(step.phase)));
            assertThat(cut.failedPhase()).isEqualTo(step.phase);
            assertThat(cut.errorType()).isIn("connection_closed", "connection_reset");
            assertThat(InitEvent.of(client, "initialisation").get(1))
                    .isEqualTo(new InitEvent(client, "initialisation", "ready", SASL_PHASES, null, null));
            assertThat(application.errors()).isEmpty();
        }
    }

    private enum Step {
        SASL_API_VERSIONS("sasl.api_versions", true),
        SASL_HANDSHAKE("sasl.handshake", false),
        SASL_AUTHENTICATE("sasl.authenticate", true),
        API_VERSIONS("api_versions", false);

        private final String phase;
        private final boolean reset;

        Step(String phase, boolean reset) {
            this.phase = phase;
            this.reset = reset;
        }

        Predicate<Arrival> request() {
            return switch (this) {
                case SASL_API_VERSIONS -> Arrival.beforeLogin(ApiKeys.API_VERSIONS);
                case SASL_HANDSHAKE -> Arrival.of(ApiKeys.SASL_HANDSHAKE);
                case SASL_AUTHENTICATE -> Arrival.of(ApiKeys.SASL_AUTHENTICATE);
                case API_VERSIONS -> Arrival.afterLogin(ApiKeys.API_VERSIONS);
            };
        }
    }
}
