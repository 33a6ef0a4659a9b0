package io.kafkalifeline.smoke.msk;

import io.kafkalifeline.smoke.broker.Certificates;
import io.kafkalifeline.smoke.broker.Listener;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The {@code server.properties} of one of several brokers; the first ones are controllers too. */
final class ClusterSettings {
    private ClusterSettings() {}

    /**
     * @param controllerPorts of the first brokers; with several of them what was acknowledged outlives a broker
     * @param ports by listener name, where this broker listens
     * @param advertised endpoints that clients are sent to
     */
    static Properties of(
            int id,
            Path directory,
            List<Listener> listeners,
            List<Integer> controllerPorts,
            Map<String, Integer> ports,
            List<String> advertised,
            Certificates tls) {
        boolean controller = id <= controllerPorts.size();
        Properties settings = new Properties();
        settings.setProperty("node.id", Integer.toString(id));
        settings.setProperty("process.roles", controller ? "broker,controller" : "broker");
        settings.setProperty(
                "controller.quorum.voters",
                IntStream.rangeClosed(1, controllerPorts.size())
                        .mapToObj(voter -> voter + "@localhost:" + controllerPorts.get(voter - 1))
                        .collect(Collectors.joining(",")));
        settings.setProperty("controller.listener.names", "CONTROLLER");
        settings.setProperty("inter.broker.listener.name", KafkaCluster.INTERNAL);
        settings.setProperty("log.dirs", directory.resolve("data").toString());
        settings.setProperty(
                "listeners",
                listeners.stream()
                                .map(one -> one.name() + "://localhost:" + ports.get(one.name()))
                                .collect(Collectors.joining(","))
                        + (controller ? ",CONTROLLER://localhost:" + controllerPorts.get(id - 1) : ""));
        settings.setProperty("advertised.listeners", String.join(",", advertised));
        settings.setProperty(
                "listener.security.protocol.map",
                "CONTROLLER:PLAINTEXT,"
                        + listeners.stream()
                                .map(listener -> listener.name() + ":" + listener.protocol())
                                .collect(Collectors.joining(",")));
        settings.setProperty("ssl.keystore.location", tls.brokerKeys().toString());
        settings.setProperty("ssl.keystore.password", Certificates.PASSWORD);
        settings.setProperty("security.providers", ScriptedMechanisms.class.getName());
        settings.setProperty("principal.builder.class", ArnPrincipalBuilder.class.getName());
        listeners.stream().filter(listener -> listener.mechanism() != null).forEach(one -> sasl(settings, one));
        economise(settings);
        if (controllerPorts.size() > 1) {
            replicate(settings);
        }
        return settings;
    }

    private static void sasl(Properties settings, Listener listener) {
        String prefix = "listener.name." + listener.name().toLowerCase(Locale.ROOT) + ".";
        settings.setProperty(prefix + "sasl.enabled.mechanisms", listener.mechanism());
        settings.setProperty(
                prefix + listener.mechanism().toLowerCase(Locale.ROOT) + ".sasl.jaas.config",
                ClientLogins.server(listener.mechanism()));
    }

    /** Any one broker may go: what was acknowledged is with two of them. */
    private static void replicate(Properties settings) {
        for (String one : List.of(
                "offsets.topic.replication.factor",
                "transaction.state.log.replication.factor",
                "share.coordinator.state.topic.replication.factor",
                "default.replication.factor")) {
            settings.setProperty(one, "3");
        }
        for (String one : List.of(
                "min.insync.replicas", "transaction.state.log.min.isr", "share.coordinator.state.topic.min.isr")) {
            settings.setProperty(one, "2");
        }
    }

    private static void economise(Properties settings) {
        for (String one : List.of(
                "offsets.topic.replication.factor",
                "transaction.state.log.replication.factor",
                "transaction.state.log.min.isr",
                "share.coordinator.state.topic.replication.factor",
                "share.coordinator.state.topic.min.isr",
                "num.replica.fetchers",
                "num.recovery.threads.per.data.dir")) {
            settings.setProperty(one, "1");
        }
        // One on each broker, so that every broker is somebody's coordinator.
        settings.setProperty("offsets.topic.num.partitions", "3");
        settings.setProperty("transaction.state.log.num.partitions", "3");
        settings.setProperty("share.coordinator.state.topic.num.partitions", "3");
        settings.setProperty("num.io.threads", "2");
        settings.setProperty("log.cleaner.dedupe.buffer.size", "4194304");
        settings.setProperty("group.initial.rebalance.delay.ms", "0");
        // The second heartbeat brings what there is to read.
        for (String protocol : List.of("consumer", "share")) {
            settings.setProperty("group." + protocol + ".heartbeat.interval.ms", "1000");
            settings.setProperty("group." + protocol + ".min.heartbeat.interval.ms", "1000");
        }
    }
}
