package io.kafkalifeline.hooks;

import io.kafkalifeline.init.Target;
import java.util.LinkedHashMap;
import java.util.Map;

/** What is remembered of brokers. Their names may change without end, so the oldest are forgotten. */
final class ByBroker<V> extends LinkedHashMap<String, V> {
    private static final int MOST = 1_000;
    private static final long serialVersionUID = 1;

    /** Bootstrap and coordinator ids are other names of the same brokers: host and port. */
    static String key(Target target) {
        return key(target.host(), target.port());
    }

    static String key(String host, int port) {
        return host + ":" + port;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
        return size() > MOST;
    }
}
