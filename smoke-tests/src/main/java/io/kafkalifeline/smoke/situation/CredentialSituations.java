package io.kafkalifeline.smoke.situation;

import static io.kafkalifeline.smoke.situation.SituationStage.FORBIDDEN;
import static io.kafkalifeline.smoke.situation.SituationStage.OAUTH;
import static io.kafkalifeline.smoke.situation.SituationStage.PLAIN;
import static io.kafkalifeline.smoke.situation.SituationStage.SCRAM;
import static io.kafkalifeline.smoke.situation.SituationStage.TINY_SESSIONS;

import io.kafkalifeline.smoke.broker.FaultyPort;
import io.kafkalifeline.smoke.broker.FaultyProxy.Fault;
import io.kafkalifeline.smoke.broker.Logins;
import io.kafkalifeline.smoke.child.logins.DeadCredentialSource;
import io.kafkalifeline.smoke.child.logins.ExpiredToken;
import io.kafkalifeline.smoke.child.logins.SlowCredentialSource;
import io.kafkalifeline.smoke.net.Network;
import io.kafkalifeline.smoke.net.Relay;
import io.kafkalifeline.smoke.secrets.Secrets;
import java.time.Duration;
import java.util.List;

/** What goes wrong with credentials, their sources, and what they allow. */
final class CredentialSituations {
    private static final String TOLD = "SaslAuthenticationException";
    private static final String WRONG = "wr0ng-Secret-79";
    private static final String SOURCE = "sasl.client.callback.handler.class";

    /** Nobody listens there; Kafka asks only what the operator allows. */
    static final String TOKEN_ENDPOINT = "http://localhost:" + FaultyPort.refusing() + "/token";

    private CredentialSituations() {}

    static List<Situation> on(SituationStage stage) {
        Secrets.note(WRONG);
        return List.of(
                Situation.of(
                                "PASSWORD_WRONG",
                                "wrong password",
                                stage.client(PLAIN)
                                        .with("sasl.jaas.config", Logins.client("PLAIN", WRONG))
                                        .settings())
                        .told(TOLD)
                        .at("sasl.authenticate")
                        .ends("failed")
                        .says("Authentication failed: Invalid username or password")
                        .advises("the broker refuses the credentials; check user and password or token"),
                Situation.of(
                                "SCRAM_PASSWORD_WRONG",
                                "wrong SCRAM password",
                                stage.client(SCRAM)
                                        .with("sasl.jaas.config", Logins.client("SCRAM-SHA-512", WRONG))
                                        .settings())
                        .told(TOLD)
                        .at("sasl.authenticate")
                        .ends("failed")
                        .says("due to invalid credentials with SASL mechanism SCRAM-SHA-512")
                        .advises("the broker refuses the credentials; check user and password or token"),
                Situation.of(
                                "MECHANISM_WRONG",
                                "a mechanism that the listener does not have",
                                stage.client(SCRAM)
                                        .at(stage.broker().port(PLAIN))
                                        .settings())
                        .told("UnsupportedSaslMechanismException")
                        .at("sasl.handshake")
                        .ends("failed")
                        .says("enabled mechanisms are [PLAIN]")
                        .advises("the listener has other mechanisms enabled; check sasl.mechanism"),
                Situation.of(
                                "TOKEN_EXPIRED",
                                "the token has expired for the broker",
                                stage.client(OAUTH)
                                        .with("sasl.login.callback.handler.class", ExpiredToken.class.getName())
                                        .settings())
                        .told(TOLD)
                        .at("sasl.authenticate")
                        .ends("failed")
                        .says("invalid_token")
                        .advises("the broker does not accept the token: expired, or of another issuer or audience"),
                Situation.of(
                                "TOKEN_ENDPOINT_DOWN",
                                "the token endpoint is down when the client is made",
                                stage.client(OAUTH)
                                        .with(
                                                "sasl.login.callback.handler.class",
                                                "org.apache.kafka.common.security.oauthbearer"
                                                        + ".OAuthBearerLoginCallbackHandler")
                                        .with("sasl.oauthbearer.token.endpoint.url", TOKEN_ENDPOINT)
                                        .with("sasl.login.retry.backoff.max.ms", "200")
                                        .with(
                                                "sasl.jaas.config",
                                                "org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule"
                                                        + " required clientId=\"orders\" clientSecret=\"" + WRONG
                                                        + "\";")
                                        .settings())
                        .told("KafkaException"),
                Situation.of(
                                "CREDENTIAL_SOURCE_DOWN",
                                "the credential source is down during the exchange",
                                stage.client(OAUTH)
                                        .with(SOURCE, DeadCredentialSource.class.getName())
                                        .settings())
                        .told(TOLD)
                        .at("sasl.authenticate")
                        .ends("failed")
                        .says("IOException: the metadata service does not answer")
                        .advises("this client could not get its credentials; check the credential source"),
                Situation.of(
                                "CREDENTIAL_SOURCE_DOWN_BEFORE",
                                "the credential source is down before the exchange",
                                stage.client(PLAIN)
                                        .with(SOURCE, DeadCredentialSource.class.getName())
                                        .settings())
                        .ends("will_retry")
                        .says("the metadata service does not answer")
                        .advises("the credential source"),
                Situation.of(
                                "CREDENTIAL_SOURCE_SLOW",
                                "the credential source does not come back",
                                stage.client(OAUTH)
                                        .with(SOURCE, SlowCredentialSource.class.getName())
                                        .settings())
                        .at("sasl.authenticate")
                        .says("has been in phase", "timed_out: no answer")
                        .advises("the credential source or the broker's authentication does not answer"),
                Situation.of(
                                "TOO_MANY_CONNECTS",
                                "MSK limits the rate of new connections",
                                PortSituations.through(stage, 3, Fault.TOO_MANY_CONNECTS)
                                        .settings())
                        .told(TOLD)
                        .at("sasl.authenticate")
                        .ends("failed")
                        .says("Too many connects")
                        .advises("the broker limits the rate of new connections; it passes"),
                Situation.of(
                                "SESSION_TOO_SHORT",
                                "sessions too short for the network",
                                stage.client(TINY_SESSIONS)
                                        .at(slowWayTo(stage, TINY_SESSIONS))
                                        .settings())
                        .at("sasl.authenticate")
                        .says("session of 20 ms granted by the broker is shorter than the ")
                        .advises("check connections.max.reauth.ms of the listener"),
                Situation.of(
                                "TOPIC_FORBIDDEN",
                                "the topic may not be written to",
                                stage.client(PLAIN).with("topic", FORBIDDEN).settings())
                        .told("TopicAuthorizationException"));
    }

    /** Twenty milliseconds there, twenty back. */
    private static int slowWayTo(SituationStage stage, String listener) {
        Relay way = Relay.to(stage.broker().port(listener));
        way.become(Network.oneWay(Duration.ofMillis(20)));
        return way.port();
    }
}
