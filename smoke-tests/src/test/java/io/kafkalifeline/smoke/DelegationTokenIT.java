package io.kafkalifeline.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkalifeline.smoke.broker.Logins;
import io.kafkalifeline.smoke.child.ConnectOnce;
import io.kafkalifeline.smoke.child.LiveClients;
import io.kafkalifeline.smoke.otlp.OtlpReceiver;
import io.kafkalifeline.smoke.otlp.OtlpSpan;
import io.kafkalifeline.smoke.process.ChildProcess;
import io.kafkalifeline.smoke.secrets.Secrets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.security.token.delegation.DelegationToken;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Delegation tokens (KIP-48) are SCRAM with a token's id and its HMAC, and short sessions are renewed with them, too. */
@Tag("complete")
class DelegationTokenIT {
    private static final String LISTENER = "SHORT_SCRAM";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Test
    void aTokenIsTracedAndRenewedLikeAPassword() throws Exception {
        DelegationToken token = token();
        Properties client = SharedBroker.get().clientProperties(LISTENER);
        client.setProperty("client.id", "token");
        client.setProperty("sasl.jaas.config", Logins.token(token.tokenInfo().tokenId(), token.hmacAsBase64String()));
        try (OtlpReceiver collector = OtlpReceiver.start();
                ChildProcess application = Application.start(Application.attached("token", "4.4.0")
                        .env(Application.exportTo(collector))
                        .main(
                                LiveClients.class.getName(),
                                SharedBroker.TOPIC,
                                "told",
                                "producer=" + Workspace.clientFile("token", client)))) {
            OtlpSpan renewed = collector.await(
                    span -> span.name().startsWith("Kafka reauthentication ")
                            && "renewed".equals(span.attributes().get("kafka.reauthentication.outcome")),
                    PATIENCE);
            assertThat(SetupTrace.of(collector.spans(), "token"))
                    .isNotEmpty()
                    .allSatisfy(setup -> assertThat(setup.phaseNames())
                            .contains("SASL handshake SCRAM-SHA-512", "SASL authenticate SCRAM-SHA-512"));
            assertThat(renewed.attributes()).containsEntry("messaging.client.id", "token");
            SetupTrace.haveNoGaps(SetupTrace.of(collector.spans(), "token"));
            assertThat(collector.spans().toString())
                    .doesNotContain(
                            token.hmacAsBase64String(), token.tokenInfo().tokenId());
            assertThat(String.join("\n", application.lines())).doesNotContain(token.hmacAsBase64String());
        }
    }

    @Test
    void aTokenThatNobodyIssuedIsRefused() throws Exception {
        Properties client = SharedBroker.get().clientProperties("SASL_SSL_SCRAM");
        client.setProperty("client.id", "forged-token");
        client.setProperty("sasl.jaas.config", Logins.token("nobody-issued-this", "bm90LWEtdG9rZW4tYXQtYWxs"));
        Secrets.note("bm90LWEtdG9rZW4tYXQtYWxs");
        try (OtlpReceiver collector = OtlpReceiver.start();
                ChildProcess application = Application.start(Application.attached("forged-token", "4.4.0")
                        .env(Application.exportTo(collector))
                        .main(
                                ConnectOnce.class.getName(),
                                "one-by-one",
                                SharedBroker.TOPIC,
                                Workspace.clientFile("forged-token", client).toString()))) {
            assertThat(application.awaitExit(PATIENCE)).isZero();
            assertThat(SetupTrace.of(collector.spans(), "forged-token"))
                    .noneMatch(SetupTrace::ready)
                    .filteredOn(SetupTrace::endedByItself)
                    .isNotEmpty()
                    .allSatisfy(setup -> assertThat(setup.failedPhases())
                            .singleElement()
                            .satisfies(phase -> {
                                assertThat(phase.name()).isEqualTo("SASL authenticate SCRAM-SHA-512");
                                assertThat(phase.attributes())
                                        .containsEntry("error.type", "SASL_AUTHENTICATION_FAILED");
                            }));
        }
    }

    private static DelegationToken token() throws Exception {
        try (Admin admin = Admin.create(properties())) {
            DelegationToken token =
                    admin.createDelegationToken().delegationToken().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            Secrets.note(token.hmacAsBase64String());
            return token;
        }
    }

    private static Map<String, Object> properties() {
        Map<String, Object> map = new HashMap<>();
        Properties client = SharedBroker.get().clientProperties("SASL_SSL_SCRAM");
        client.stringPropertyNames().forEach(name -> map.put(name, client.getProperty(name)));
        return map;
    }
}
