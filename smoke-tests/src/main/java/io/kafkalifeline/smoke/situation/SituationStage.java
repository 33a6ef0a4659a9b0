package io.kafkalifeline.smoke.situation;

import io.kafkalifeline.smoke.Workspace;
import io.kafkalifeline.smoke.broker.Certificates;
import io.kafkalifeline.smoke.broker.ExpiredCertificate;
import io.kafkalifeline.smoke.broker.FaultyPort;
import io.kafkalifeline.smoke.broker.KafkaBroker;
import io.kafkalifeline.smoke.broker.Listener;
import io.kafkalifeline.smoke.broker.RevokedCertificate;
import io.kafkalifeline.smoke.net.Relay;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** A broker that wants client certificates here, short sessions there, and lets nobody write to one topic. */
final class SituationStage implements AutoCloseable {
    static final String TOPIC = "situations";
    static final String FORBIDDEN = "forbidden";

    static final String PLAINTEXT = "PLAINTEXT";
    static final String SSL = "SSL";
    static final String MUTUAL_TLS = "MUTUAL_TLS";
    static final String PLAIN = "PLAIN";
    static final String SCRAM = "SCRAM";
    static final String OAUTH = "OAUTH";
    static final String SASL_SSL = "SASL_SSL_PLAIN";
    /** Sends its clients on to a host that does not exist (RFC 6761). */
    static final String LOST = "LOST";
    /** Sends its clients on to an address where nobody listens. */
    static final String ASIDE = "ASIDE";

    /** Its connections go through a relay that can cut them. */
    static final String RELAYED = "RELAYED";
    /** As {@link #RELAYED}, by a name that a test can take away. */
    static final String NAMED = "NAMED";

    static final String TINY_SESSIONS = "TINY_SESSIONS";
    static final String SESSIONS = "SESSIONS";

    private static final Path CERTIFICATES = Workspace.directory("certificates");

    private final KafkaBroker broker;
    private final List<Relay> relays;
    /** A socket that nobody holds is closed when the collector finds it. */
    private final List<FaultyPort> ports = new ArrayList<>();

    private SituationStage(KafkaBroker broker, List<Relay> relays) {
        this.broker = broker;
        this.relays = relays;
    }

    static SituationStage set() {
        Certificates.in(CERTIFICATES);
        AtomicInteger relayed = new AtomicInteger();
        AtomicInteger named = new AtomicInteger();
        List<Relay> relays = List.of(Relay.to(relayed::get), Relay.to(named::get));
        KafkaBroker broker = KafkaBroker.start(
                "situations",
                Map.of(
                        "listener.name.mutual_tls.ssl.client.auth",
                        "required",
                        "listener.name.mutual_tls.ssl.truststore.location",
                        expired().trusted().toString(),
                        "listener.name.mutual_tls.ssl.truststore.password",
                        Certificates.PASSWORD,
                        "authorizer.class.name",
                        "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
                        "allow.everyone.if.no.acl.found",
                        "true",
                        "super.users",
                        "User:ANONYMOUS"),
                Listener.plaintext(PLAINTEXT),
                Listener.ssl(SSL),
                Listener.ssl(MUTUAL_TLS),
                Listener.saslPlaintext(PLAIN, "PLAIN"),
                Listener.saslPlaintext(SCRAM, "SCRAM-SHA-512"),
                Listener.saslPlaintext(OAUTH, "OAUTHBEARER"),
                Listener.saslSsl(SASL_SSL, "PLAIN"),
                Listener.plaintext(LOST).advertised("broker.invalid"),
                Listener.plaintext(ASIDE).advertised("127.0.0.9"),
                Listener.plaintext(RELAYED)
                        .advertised("localhost:" + relays.get(0).port()),
                Listener.plaintext(NAMED)
                        .advertised(LaterSituations.NAME + ":" + relays.get(1).port()),
                Listener.saslPlaintext(TINY_SESSIONS, "PLAIN").maxReauthMs(20),
                Listener.saslPlaintext(SESSIONS, "PLAIN").maxReauthMs(3_000));
        relayed.set(broker.port(RELAYED));
        named.set(broker.port(NAMED));
        SituationStage stage = new SituationStage(broker, relays);
        broker.createTopic(TOPIC);
        broker.createTopic(FORBIDDEN);
        stage.administer(admin -> admin.createAcls(List.of(new AclBinding(
                        new ResourcePattern(ResourceType.TOPIC, FORBIDDEN, PatternType.LITERAL),
                        new AccessControlEntry("User:*", "*", AclOperation.WRITE, AclPermissionType.DENY))))
                .all());
        return stage;
    }

    KafkaBroker broker() {
        return broker;
    }

    ClientOf client(String listener) {
        return ClientOf.listener(broker, listener);
    }

    /** A client of {@link #RELAYED}. */
    ClientOf relayedClient() {
        return client(RELAYED).at(relays.get(0).port());
    }

    /** A client of {@link #NAMED}. */
    ClientOf namedClient() {
        return client(NAMED)
                .with(
                        "bootstrap.servers",
                        LaterSituations.NAME + ":" + relays.get(1).port());
    }

    /** Ends the connections of those clients. */
    void cut() {
        relays.forEach(Relay::cut);
    }

    /** As {@link #cut}, and lets nobody in until {@link #accept}. */
    void refuse() {
        relays.forEach(Relay::refuse);
        cut();
    }

    void accept() {
        relays.forEach(Relay::accept);
    }

    /** A port that takes connections and says nothing. */
    int silentPort() {
        return keep(FaultyPort.silent());
    }

    /** A port that drops packets. */
    int droppingPort() {
        return keep(FaultyPort.blackHole());
    }

    private int keep(FaultyPort port) {
        ports.add(port);
        return port.port();
    }

    static Certificates certificates() {
        return Certificates.in(CERTIFICATES);
    }

    /** A store with a certificate that was signed by itself, for a host that nobody has. */
    static Path stranger() {
        return CERTIFICATES.resolve("stranger.p12");
    }

    static ExpiredCertificate expired() {
        return ExpiredCertificate.in(CERTIFICATES);
    }

    static RevokedCertificate revoked() {
        return RevokedCertificate.in(CERTIFICATES);
    }

    /** From now on the broker closes new connections from this machine at once. */
    void allowNoMoreConnections() {
        administer(admin -> admin.incrementalAlterConfigs(Map.of(
                        new ConfigResource(ConfigResource.Type.BROKER, ""),
                        List.of(new AlterConfigOp(
                                new ConfigEntry("max.connections.per.ip", "1"), AlterConfigOp.OpType.SET))))
                .all());
    }

    private void administer(Change change) {
        try (Admin admin = Admin.create(client(PLAINTEXT).settings())) {
            change.by(admin).get(60, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private interface Change {
        KafkaFuture<Void> by(Admin admin);
    }

    @Override
    public void close() {
        ports.forEach(FaultyPort::close);
        relays.forEach(Relay::close);
        broker.close();
    }
}
