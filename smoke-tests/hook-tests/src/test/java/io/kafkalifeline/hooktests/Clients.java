package io.kafkalifeline.hooktests;

import io.kafkalifeline.hooktests.cluster.Cluster;
import io.kafkalifeline.hooktests.cluster.Script;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Clients as an application makes them. */
public final class Clients {
    private static final String PLAIN = "org.apache.kafka.common.security.plain.PlainLoginModule";

    private Clients() {}

    /** A client that logs in with PLAIN. */
    public static Map<String, Object> sasl(String address, String clientId) {
        Map<String, Object> settings = plaintext(address, clientId);
        settings.put("security.protocol", "SASL_PLAINTEXT");
        settings.put("sasl.mechanism", "PLAIN");
        settings.put("sasl.jaas.config", jaas("alice", Script.PASSWORD));
        return settings;
    }

    public static Map<String, Object> sasl(Cluster cluster, String clientId) {
        return sasl(cluster.address(), clientId);
    }

    public static Map<String, Object> plaintext(String address, String clientId) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("bootstrap.servers", address);
        settings.put("client.id", clientId);
        settings.put("enable.metrics.push", "false");
        return settings;
    }

    public static String jaas(String user, String password) {
        return PLAIN + " required username=\"" + user + "\" password=\"" + password + "\";";
    }

    /** A client whose user is the one that is named at the time of each login. */
    public static Map<String, Object> sasl(Cluster cluster, String clientId, Supplier<String> user) {
        return sasl(cluster.address(), clientId, user);
    }

    /** As {@link #sasl(Cluster, String, Supplier)}. */
    public static Map<String, Object> sasl(String addresses, String clientId, Supplier<String> user) {
        Map<String, Object> settings = sasl(addresses, clientId);
        settings.put("sasl.client.callback.handler.class", CurrentUser.class.getName());
        settings.put(CurrentUser.SETTING, user);
        settings.put(CurrentUser.PASSWORD_SETTING, Script.PASSWORD);
        return settings;
    }

    /** Neither idempotent nor retrying: what it sends gets lost, or arrives twice, if anything goes wrong. */
    public static Producer<String, String> frailProducer(Map<String, Object> settings) {
        // Closing it waits for no longer than 30 s for a broker that refuses.
        return frailProducer(settings, 20_000, 30_000);
    }

    /** As {@link #frailProducer(Map)}; an answer may take so many ms, and all that becomes of a record. */
    public static Producer<String, String> frailProducer(
            Map<String, Object> settings, int requestTimeoutMs, int deliveryTimeoutMs) {
        settings.put("enable.idempotence", "false");
        settings.put("retries", "0");
        settings.put("linger.ms", "0");
        settings.put("request.timeout.ms", Integer.toString(requestTimeoutMs));
        settings.put("delivery.timeout.ms", Integer.toString(deliveryTimeoutMs));
        return new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
    }

    public static Producer<String, String> idempotentProducer(Map<String, Object> settings) {
        settings.put("linger.ms", "0");
        return new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
    }

    /** A consumer that reads one partition from its beginning. */
    public static Consumer<String, String> consumer(Map<String, Object> settings, String topic) {
        settings.put("auto.offset.reset", "earliest");
        settings.put("fetch.max.wait.ms", "50");
        Consumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer());
        consumer.assign(List.of(new TopicPartition(topic, 0)));
        return consumer;
    }

    public static Admin admin(Map<String, Object> settings) {
        return Admin.create(settings);
    }
}
