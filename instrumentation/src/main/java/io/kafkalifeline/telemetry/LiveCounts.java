package io.kafkalifeline.telemetry;

import io.kafkalifeline.init.ConnectionCounts;
import io.kafkalifeline.init.Preservation;
import io.kafkalifeline.init.Target;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ObjLongConsumer;

/**
 * Counts on the clients' network threads, where it happens: these counts must stay exact where the queue to our
 * thread drops something. Thread-safe, never blocks.
 */
public final class LiveCounts implements ConnectionCounts {
    private static final int MAX_SERVERS = 1_000;

    private final Map<Server, Long> connections = new ConcurrentHashMap<>();
    private final Map<Preservation, LongAdder> preserved = new EnumMap<>(Preservation.class);
    private final Map<String, LongAdder> dropped = new ConcurrentHashMap<>();

    public LiveCounts() {
        for (Preservation how : Preservation.values()) {
            preserved.put(how, new LongAdder());
        }
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

    /** Announces an output that may drop initialisations: from now on its count is seen, even if it is 0. */
    public void output(String output) {
        dropped.computeIfAbsent(output, name -> new LongAdder());
    }

    /** {@code output} has dropped an initialisation, for want of room. */
    public void dropped(String output) {
        dropped.computeIfAbsent(output, name -> new LongAdder()).increment();
    }

    /** The ready connections to each server, also to those that have none left. */
    public void connections(ObjLongConsumer<Server> each) {
        connections.forEach(each::accept);
    }

    /** How many requests have come through a re-authentication in this way. */
    public long preservedRequests(Preservation how) {
        return preserved.get(how).sum();
    }

    /** How many initialisations each {@link #output} has dropped. */
    public void dropped(ObjLongConsumer<String> each) {
        dropped.forEach((output, count) -> each.accept(output, count.sum()));
    }
}
