package io.kafkalifeline.smoke.broker;

import io.kafkalifeline.smoke.Workspace;
import io.kafkalifeline.smoke.process.ChildProcess;
import io.kafkalifeline.smoke.process.HeldPorts;
import io.kafkalifeline.smoke.process.JavaCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Uuid;

/** A real single-node broker as a process of its own, with listeners on ports that the system picked. */
public final class KafkaBroker implements AutoCloseable {
    private static final Duration BOOT = Duration.ofMinutes(2);

    /** Between our release of a port and the broker's use any process may have got it. */
    private static final String PORT_TAKEN = "Address already in use";

    private static final int ATTEMPTS = 3;

    private final String name;
    private final Path directory;
    private final Map<String, Listener> listeners = new LinkedHashMap<>();
    private final Map<String, Integer> ports;
    private final Certificates certificates;
    private final String clusterId = Uuid.randomUuid().toString();
    private ChildProcess process;
    private int questions;

    private KafkaBroker(String name, Map<String, String> settings, List<Listener> listeners) {
        this.name = name;
        listeners.forEach(listener -> this.listeners.put(listener.name(), listener));
        directory = Workspace.directory("brokers").resolve(name);
        ports = freePorts(BrokerSettings.withInternal(listeners));
        certificates = listeners.stream().anyMatch(Listener::tls)
                ? Certificates.in(Workspace.directory("certificates"))
                : null;
        prepareDirectory(settings, listeners);
    }

    /** Starts a broker and returns when it serves. {@code name} names its directory and log under {@code target/}. */
    public static KafkaBroker start(String name, Listener... listeners) {
        return start(name, Map.of(), listeners);
    }

    /** As {@link #start(String, Listener...)}, with more lines for {@code server.properties}. */
    public static KafkaBroker start(String name, Map<String, String> settings, Listener... listeners) {
        for (int attempt = 1; ; attempt++) {
            KafkaBroker broker = new KafkaBroker(name, settings, List.of(listeners));
            try {
                broker.start();
                return broker;
            } catch (IllegalStateException e) {
                broker.close();
                if (attempt == ATTEMPTS || !String.valueOf(e.getMessage()).contains(PORT_TAKEN)) {
                    throw e;
                }
            }
        }
    }

    /** Starts it again, after {@link #kill}, on the same ports and with the same data. */
    public void start() {
        process = JavaCommand.named("broker-" + name)
                .jvm("-Xmx384m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
                .property("log4j2.configurationFile", "broker-log4j2.xml")
                .property(Kerberos.CONFIGURATION_PROPERTY, Kerberos.configuration())
                .classPath(Workspace.brokerClassPath())
                .main(
                        BrokerMain.class.getName(),
                        directory.resolve("server.properties").toString(),
                        directory.resolve("data").toString(),
                        clusterId,
                        Logins.PASSWORD)
                .start(Workspace.directory("logs"));
        process.awaitLine(line -> line.contains("Kafka Server started"), BOOT);
    }

    /** {@code kill -9}. */
    public void kill() {
        process.kill();
    }

    /** The process stands still, its ports stay open, as where a broker hangs; {@link #kill} ends it all the same. */
    public void freeze() {
        process.signal("STOP");
    }

    @Override
    public void close() {
        process.kill();
    }

    public int port(String listener) {
        return ports.get(listener);
    }

    /** What a client of that listener needs to be let in: the right password, a trust store that trusts. */
    public Properties clientProperties(String listenerName) {
        Listener listener = listeners.get(listenerName);
        Properties client = new Properties();
        client.setProperty("bootstrap.servers", "localhost:" + port(listenerName));
        client.setProperty("security.protocol", listener.protocol());
        if (listener.sasl()) {
            client.setProperty("sasl.mechanism", listener.mechanism());
            client.setProperty("sasl.kerberos.service.name", Kerberos.SERVICE);
            client.setProperty("sasl.jaas.config", Logins.client(listener.mechanism(), Logins.PASSWORD));
        }
        if (listener.tls()) {
            trust(client, certificates.trusted());
        }
        return client;
    }

    /** As {@link #clientProperties}, for a client that trusts only somebody else's certificate. */
    public Properties untrustingClientProperties(String listenerName) {
        Properties client = clientProperties(listenerName);
        trust(client, certificates.untrusting());
        return client;
    }

    /** Creates a topic of one partition. */
    public void createTopic(String topic) {
        administer(admin ->
                admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all());
    }

    /** Deletes a topic and frees its space. */
    public void deleteTopic(String topic) {
        administer(admin -> admin.deleteTopics(List.of(topic)).all());
    }

    private void administer(Function<Admin, KafkaFuture<Void>> change) {
        Map<String, Object> internal = Map.of("bootstrap.servers", "localhost:" + port(BrokerSettings.INTERNAL.name()));
        try (Admin admin = Admin.create(internal)) {
            change.apply(admin).get(60, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void trust(Properties client, Path store) {
        client.setProperty("ssl.truststore.location", store.toString());
        client.setProperty("ssl.truststore.password", Certificates.PASSWORD);
    }

    /** How many connections of that listener the broker has closed because their session had expired. */
    public long expiredConnectionsKilled(String listener) {
        return ask(
                "expired-connections-killed-count",
                "kafka.server:type=socket-server-metrics,listener=" + listener + ",networkProcessor=*");
    }

    /** How many sessions of that listener were renewed, by the broker's count. */
    public long reauthentications(String listener) {
        return ask(
                "successful-reauthentication-total",
                "kafka.server:type=socket-server-metrics,listener=" + listener + ",networkProcessor=*");
    }

    /** How many SaslHandshake requests the broker has answered with ILLEGAL_SASL_STATE, on all listeners. */
    public long illegalSaslStates() {
        return ask(
                "Count",
                "kafka.network:type=RequestMetrics,name=ErrorsPerSec,request=SaslHandshake,error=ILLEGAL_SASL_STATE,*");
    }

    /** The longest that the broker was kept from running since the last time this was asked. */
    public Duration longestPause() {
        return Duration.ofMillis(ask("pause", "-"));
    }

    private synchronized long ask(String attribute, String objectNames) {
        String id = "q" + ++questions;
        process.tell(id + " " + attribute + " " + objectNames);
        String answer = process.awaitLine(line -> line.startsWith("answer " + id + " "), Duration.ofMinutes(1));
        return Long.parseLong(answer.split(" ", 3)[2]);
    }

    private void prepareDirectory(Map<String, String> settings, List<Listener> listeners) {
        try {
            Workspace.delete(directory);
            Files.createDirectories(directory);
            try (Writer out = Files.newBufferedWriter(directory.resolve("server.properties"))) {
                Properties all = BrokerSettings.of(directory, listeners, ports, certificates);
                all.putAll(settings);
                all.store(out, null);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Integer> freePorts(List<Listener> listeners) {
        Map<String, Integer> ports = new LinkedHashMap<>();
        try (HeldPorts held = HeldPorts.of(listeners.size())) {
            for (int i = 0; i < listeners.size(); i++) {
                ports.put(listeners.get(i).name(), held.port(i));
            }
        }
        return ports;
    }
}
