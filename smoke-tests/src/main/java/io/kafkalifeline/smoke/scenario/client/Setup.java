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
    private static final int MAX_BLOCK_MS = 20_000;

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
        return Math.min(MAX_BLOCK_MS, deliveryTimeoutMs());
    }

    Properties properties(Map<String, String> own) {
        Properties properties = new Properties();
        properties.putAll(base);
        properties.putAll(own);
        properties.setProperty("client.id", kind());
        return properties;
    }
}
