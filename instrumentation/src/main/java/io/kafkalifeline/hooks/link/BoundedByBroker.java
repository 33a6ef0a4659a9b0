package io.kafkalifeline.hooks.link;

import java.util.LinkedHashMap;
import java.util.Map;

/** What is remembered of brokers, by host and port. Names may change without end, so the oldest are forgotten. */
final class BoundedByBroker<V> extends LinkedHashMap<String, V> {
    private static final int MOST = 1_000;
    private static final long serialVersionUID = 1;

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
        return size() > MOST;
    }
}
