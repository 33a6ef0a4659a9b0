package io.kafkalifeline.smoke.broker;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The {@code server.properties} of a single-node KRaft broker. */
final class BrokerSettings {
    private static final Listener CONTROLLER = Listener.plaintext("CONTROLLER");
    /** The broker's connections to itself. */
    static final Listener INTERNAL = Listener.plaintext("INTERNAL");

    private BrokerSettings() {}

    static List<Listener> withInternal(List<Listener> listeners) {
        return Stream.concat(Stream.of(CONTROLLER, INTERNAL), listeners.stream())
                .toList();
    }

    static Properties of(Path directory, List<Listener> listeners, Map<String, Integer> ports, Certificates tls) {
        Properties settings = new Properties();
        settings.setProperty("process.roles", "broker,controller");
        settings.setProperty("node.id", "1");
        settings.setProperty("controller.quorum.voters", "1@localhost:" + ports.get(CONTROLLER.name()));
        settings.setProperty("controller.listener.names", CONTROLLER.name());
        settings.setProperty("inter.broker.listener.name", INTERNAL.name());
        settings.setProperty("log.dirs", directory.resolve("data").toString());
        List<Listener> all = withInternal(listeners);
        settings.setProperty("listeners", endpoints(all, ports, false));
        settings.setProperty("advertised.listeners", endpoints(all, ports, true));
        settings.setProperty(
                "listener.security.protocol.map",
                all.stream().map(l -> l.name() + ":" + l.protocol()).collect(Collectors.joining(",")));
        if (tls != null) {
            settings.setProperty("ssl.keystore.location", tls.brokerKeys().toString());
            settings.setProperty("ssl.keystore.password", Certificates.PASSWORD);
        }
        listeners.stream().filter(Listener::sasl).forEach(listener -> sasl(settings, listener));
        economise(settings);
        return settings;
    }

    private static String endpoints(List<Listener> listeners, Map<String, Integer> ports, boolean advertised) {
        return listeners.stream()
                .filter(listener -> !advertised || !listener.equals(CONTROLLER))
                .map(listener -> listener.name() + "://"
                        + endpoint(advertised ? listener.advertised() : "localhost", ports.get(listener.name())))
                .collect(Collectors.joining(","));
    }

    private static String endpoint(String address, int port) {
        return address.contains(":") ? address : address + ":" + port;
    }

    private static void sasl(Properties settings, Listener listener) {
        String mechanism = listener.mechanism();
        settings.setProperty(listener.prefix() + "sasl.enabled.mechanisms", mechanism);
        settings.setProperty(
                listener.prefix() + mechanism.toLowerCase(Locale.ROOT) + ".sasl.jaas.config", Logins.server(mechanism));
        if (mechanism.equals("GSSAPI")) {
            settings.setProperty(listener.prefix() + "sasl.kerberos.service.name", Kerberos.SERVICE);
        }
        settings.setProperty(listener.prefix() + "connections.max.reauth.ms", Long.toString(listener.maxReauthMs()));
    }

    private static void economise(Properties settings) {
        for (String one : List.of(
                "offsets.topic.replication.factor",
                "offsets.topic.num.partitions",
                "transaction.state.log.replication.factor",
                "transaction.state.log.num.partitions",
                "transaction.state.log.min.isr",
                "share.coordinator.state.topic.replication.factor",
                "share.coordinator.state.topic.num.partitions",
                "share.coordinator.state.topic.min.isr")) {
            settings.setProperty(one, "1");
        }
        settings.setProperty("num.io.threads", "2");
        settings.setProperty("delegation.token.secret.key", Logins.TOKEN_KEY);
        settings.setProperty("log.cleaner.dedupe.buffer.size", "4194304");
        // A benchmark writes gigabytes.
        settings.setProperty("log.retention.bytes", "268435456");
        settings.setProperty("log.segment.bytes", "134217728");
        settings.setProperty("log.segment.delete.delay.ms", "1000");
        settings.setProperty("group.initial.rebalance.delay.ms", "0");
    }
}
