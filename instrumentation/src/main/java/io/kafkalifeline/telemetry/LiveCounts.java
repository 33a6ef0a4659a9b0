package io.kafkalifeline.telemetry;

import io.kafkalifeline.init.ConnectionCounts;
import io.kafkalifeline.init.Preservation;
import io.kafkalifeline.init.Target;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ObjLongConsumer;

/**
 * Counts one application's connections and requests on its clients' network threads, where it happens: these counts
 * must stay exact where the queue to our thread drops something. Thread-safe, never blocks.
 */
public final class LiveCounts implements ConnectionCounts {
    private static final int MAX_SERVERS = 1_000;

    private final Map<Server, Long> connections = new ConcurrentHashMap<>();
    private final Map<Preservation, LongAdder> preserved = new EnumMap<>(Preservation.class);
    private final List<LiveCounts> parts = new CopyOnWriteArrayList<>();
    private final Drops drops;

    /** @param drops this JVM's, which every application's counts show */
    public LiveCounts(Drops drops) {
        this.drops = drops;
        for (Preservation how : Preservation.values()) {
            preserved.put(how, new LongAdder());
        }
    }

    /** From now on these counts are the sum of theirs and of that other application's. */
    public void include(LiveCounts other) {
        parts.add(other);
    }

    @Override
    public void opened(Target target) {
        connections.merge(new Server(target), 1L, Long::sum);
    }

    @Override
    public void closed(Target target) {
        // Operators want to see the zero of a server without connections, unless there are too many servers.
        boolean forget = connections.size() > MAX_SERVERS;
        connections.computeIfPresent(
                new Server(target), (server, count) -> forget && count == 1 ? null : Long.valueOf(count - 1));
    }

    @Override
    public void preserved(Preservation how) {
        preserved.get(how).increment();
    }

    /** The ready connections to each server, also to those that have none left. */
    public void connections(ObjLongConsumer<Server> each) {
        Map<Server, Long> all = new HashMap<>(connections);
        for (LiveCounts part : parts) {
            part.connections((server, count) -> all.merge(server, count, Long::sum));
        }
        all.forEach(each::accept);
    }

    /** How many requests have come through a re-authentication in this way. */
    public long preservedRequests(Preservation how) {
        long all = preserved.get(how).sum();
        for (LiveCounts part : parts) {
            all += part.preservedRequests(how);
        }
        return all;
    }

    /** What was dropped in this JVM. */
    public Drops drops() {
        return drops;
    }
}
