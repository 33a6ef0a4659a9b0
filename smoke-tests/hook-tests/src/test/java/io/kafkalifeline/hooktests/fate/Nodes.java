package io.kafkalifeline.hooktests.fate;

import io.kafkalifeline.hooktests.cluster.Arrival;
import io.kafkalifeline.hooktests.cluster.Cluster;
import io.kafkalifeline.hooktests.cluster.Reaction;
import io.kafkalifeline.hooktests.cluster.Script;
import io.kafkalifeline.hooktests.cluster.Topology;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A cluster of several nodes, each of which may be in trouble of its own. Confined to the test's thread. */
final class Nodes implements AutoCloseable {
    static final int COUNT = 3;
    /** Every node. */
    static final int ALL = -1;

    private final List<Script> scripts = new ArrayList<>();
    private final List<Cluster> clusters = new ArrayList<>();
    private final Names names = new Names(COUNT);
    private final Map<String, Integer> leaders = new HashMap<>();
    private int withdrawn = ALL;

    Nodes() {
        for (int node = 0; node < COUNT; node++) {
            Script script = Script.sasl();
            scripts.add(script);
            clusters.add(node == 0 ? Cluster.start(script) : clusters.get(0).another(script));
        }
        announce();
    }

    /** For {@code bootstrap.servers}. */
    String bootstrap() {
        return IntStream.range(0, COUNT)
                .mapToObj(node -> names.of(node) + ":" + clusters.get(node).port())
                .collect(Collectors.joining(","));
    }

    /** As {@link #bootstrap}, for one who comes while names are unknown. */
    String addresses() {
        return clusters.stream().map(Cluster::address).collect(Collectors.joining(","));
    }

    List<String> records(String topic) {
        return clusters.get(0).records(topic);
    }

    /** Sessions that are granted from now on. */
    void sessions(Duration lifetime) {
        scripts.forEach(script -> script.sessions(lifetime));
    }

    /** The next so many such requests to that node, or to all nodes together, meet this. */
    void rule(int node, int times, Predicate<Arrival> which, Reaction reaction) {
        AtomicInteger left = new AtomicInteger(times);
        Predicate<Arrival> counted = arrival -> which.test(arrival) && left.getAndDecrement() > 0;
        for (int i = 0; i < COUNT; i++) {
            if (node == ALL || node == i) {
                scripts.get(i).when(counted, reaction);
            }
        }
    }

    /** Another node leads that topic from now on, for good. */
    void lead(String topic, int node) {
        leaders.put(topic, node);
        announce();
    }

    /** Nobody is told of that node any more, and another one leads its topics. */
    void withdraw(int node) {
        withdrawn = node;
        leaders.replaceAll((topic, leader) -> leader == node ? (node + 1) % COUNT : leader);
        announce();
    }

    /** The names of that node, or of all, are unknown. */
    void forgetName(int node) {
        for (int i = 0; i < COUNT; i++) {
            if (node == ALL || node == i) {
                names.forget(i);
            }
        }
    }

    /** Nothing is out of the ordinary from now on; sessions and leaders are as before. */
    void calm() {
        scripts.forEach(Script::calm);
        names.calm();
        withdrawn = ALL;
        announce();
    }

    private void announce() {
        List<Topology.Node> announced = new ArrayList<>();
        for (int node = 0; node < COUNT; node++) {
            if (node != withdrawn) {
                announced.add(new Topology.Node(node, names.of(node), clusters.get(node)));
            }
        }
        Topology topology = new Topology(announced, Map.copyOf(leaders));
        scripts.forEach(script -> script.announce(topology));
    }

    @Override
    public void close() {
        clusters.forEach(Cluster::close);
        names.close();
    }
}
