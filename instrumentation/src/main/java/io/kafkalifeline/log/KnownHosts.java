package io.kafkalifeline.log;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The names of brokers that clients of this JVM connect to: such a name may be a single word that no dictionary has, and
 * is what an operator needs. Bounded. Any thread.
 */
public final class KnownHosts {
    private static final int MAX = 1_000;
    private static final Set<String> NAMES = ConcurrentHashMap.newKeySet();

    private KnownHosts() {}

    /** A client wants a connection to this host. */
    public static void note(String host) {
        if (!NAMES.contains(host) && NAMES.size() < MAX) {
            NAMES.add(host);
        }
    }

    static boolean contains(String name) {
        return NAMES.contains(name);
    }
}
