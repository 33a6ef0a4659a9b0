package io.kafkalifeline.hooktests.cluster;

import io.kafkalifeline.hooktests.cluster.Event.Kind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.kafka.common.protocol.ApiKeys;

/** What has happened to a {@link Cluster}, in its order: tests count and compare it instead of measuring time. Thread-safe. */
public final class Journal {
    private static final Set<ApiKeys> WORK = EnumSet.of(ApiKeys.PRODUCE, ApiKeys.FETCH, ApiKeys.DESCRIBE_CLUSTER);

    private final List<Event> events = new ArrayList<>();

    synchronized void add(int connection, String clientId, Kind kind, ApiKeys api, List<Batch> batches) {
        events.add(new Event(System.nanoTime(), connection, clientId, kind, api, batches));
    }

    public synchronized List<Event> events() {
        return List.copyOf(events);
    }

    public List<Event> events(Predicate<Event> wanted) {
        return events().stream().filter(wanted).toList();
    }

    public List<Event> of(String clientId, Kind kind) {
        return events(event -> event.kind() == kind && clientId.equals(event.clientId()));
    }

    public int count(String clientId, Kind kind) {
        return of(clientId, kind).size();
    }

    public int count(Kind kind) {
        return events(event -> event.kind() == kind).size();
    }

    /** How many requests of that kind a client has sent. */
    public int requests(String clientId, ApiKeys api) {
        return events(event -> event.kind() == Kind.REQUEST && event.api() == api && clientId.equals(event.clientId()))
                .size();
    }

    /** How often the sessions of the client's connection that was renewed most have been renewed. */
    public int renewalsOfOneConnection(String clientId) {
        List<Event> renewed = of(clientId, Kind.RENEWED);
        return renewed.stream()
                .mapToInt(each -> (int) renewed.stream()
                        .filter(other -> other.connection() == each.connection())
                        .count())
                .max()
                .orElse(0);
    }

    /** The numbers of the connections on which a client has done its work, in the order of the first: not the bootstrap's. */
    public List<Integer> workingConnections(String clientId) {
        return work(clientId).stream().map(Event::connection).distinct().toList();
    }

    /** The requests for which a client is there. */
    public List<Event> work(String clientId) {
        return events(event ->
                event.kind() == Kind.REQUEST && WORK.contains(event.api()) && clientId.equals(event.clientId()));
    }

    /** The records that a client has sent, each as often as it arrived. */
    public List<String> arrived(String clientId) {
        return events(event -> clientId.equals(event.clientId())).stream()
                .flatMap(event -> event.batches().stream())
                .flatMap(batch -> batch.values().stream())
                .toList();
    }
}
