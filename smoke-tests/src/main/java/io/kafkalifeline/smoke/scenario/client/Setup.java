package io.kafkalifeline.smoke.scenario.client;

import io.kafkalifeline.smoke.scenario.Journal;
import java.util.Map;
import java.util.Properties;

/**
 * What one client needs.
 *
 * @param base properties of the cluster, common to all clients
 * @param prefix begins the names of this run's topics and groups
 */
record Setup(Book book, Signals signals, Properties base, String prefix, int perSecond, int valueBytes) {
    static final int PARTITIONS = 3;

    String kind() {
        return book.kind();
    }

    /** The topic that only this client writes. */
    String topic() {
        return prefix + "-" + kind();
    }

    /** The topic that the fixture writes and consumers read. */
    String feed() {
        return prefix + "-feed";
    }

    String group() {
        return prefix + "-" + kind();
    }

    /** After so long Kafka gives up a record. */
    int deliveryTimeoutMs() {
        return Integer.parseInt(base.getProperty(Journal.DELIVERY_TIMEOUT));
    }

    /** After so long it gives up what its caller waits for, such as a commit. */
    int maxBlockMs() {
        return Math.min(number(Journal.MAX_BLOCK, 20_000), deliveryTimeoutMs());
    }

    /** After so long a producer gives up a request. */
    int requestTimeoutMs() {
        return number(Journal.REQUEST_TIMEOUT, deliveryTimeoutMs() * 4 / 5);
    }

    /** {@code acks} of the producer that does not retry. */
    String acks() {
        return base.getProperty(Journal.ACKS, "1");
    }

    int secondsBetweenNewTopics() {
        return number(Journal.NEW_TOPIC_EVERY, 2);
    }

    /** Whether the application makes a new producer where one has failed for good. */
    boolean makesAnew() {
        return Boolean.parseBoolean(base.getProperty(Journal.MAKES_ANEW));
    }

    private int number(String property, int usual) {
        return Integer.parseInt(base.getProperty(property, Integer.toString(usual)));
    }

    Properties properties(Map<String, String> own) {
        Properties properties = new Properties();
        properties.putAll(base);
        properties.putAll(own);
        properties.setProperty("client.id", kind());
        return properties;
    }
}
