package io.kafkalifeline.diagnosis;

import io.kafkalifeline.init.Target;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * What the nodes of one client owe it: connections that were established and went quiet are causes, too, although no
 * setup has failed. Any thread may ask.
 */
public final class Silences {
    private static final int MOST_NODES = 1_000;
    private static final int MAX_TOLD = 3;
    private static final String QUIET = " (an established connection that goes quiet: a firewall, NAT or load balancer"
            + " that has forgotten it, or a broker that hangs; check idle timeouts on the way against"
            + " connections.max.idle.ms, and the broker)";

    private static final String CLOSED =
            " (an established connection that is closed while a request waits: a broker that"
                    + " stops, a limit, or a proxy or load balancer before it; the broker's log says why)";

    private final LongSupplier nanoTime;
    private final Map<String, Silence> byNode = new ConcurrentHashMap<>();

    Silences(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** That of one node; made where there is none yet. */
    public Silence of(Target target) {
        if (byNode.size() >= MOST_NODES) {
            byNode.clear();
        }
        return byNode.computeIfAbsent(target.nodeId(), id -> new Silence(target, nanoTime.getAsLong()));
    }

    void forget(String nodeId) {
        byNode.remove(nodeId);
    }

    /**
     * Says which nodes are silent; null where none is.
     *
     * @param nodeId the only node of interest, or null
     * @param onlyApi the only kind of request of interest, or null
     */
    String explain(String nodeId, String onlyApi) {
        long now = nanoTime.getAsLong();
        StringBuilder text = new StringBuilder();
        int told = 0;
        boolean quiet = false;
        for (Map.Entry<String, Silence> each : byNode.entrySet()) {
            boolean wanted = told < MAX_TOLD && (nodeId == null || nodeId.equals(each.getKey()));
            String words = wanted ? each.getValue().explain(onlyApi, now) : null;
            if (words != null) {
                told++;
                quiet |= each.getValue().isQuiet(now);
                text.append(text.length() == 0 ? "" : "; ").append(words);
            }
        }
        return told == 0 ? null : text + (quiet ? QUIET : CLOSED);
    }
}
