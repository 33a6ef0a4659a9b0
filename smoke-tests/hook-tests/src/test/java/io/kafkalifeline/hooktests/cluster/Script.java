package io.kafkalifeline.hooktests.cluster;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** What a {@link Cluster} is told to do; can be changed while it runs. Thread-safe. */
public final class Script {
    /** The only password that is right, whatever the user's name. */
    public static final String PASSWORD = "only-for-" + Long.toUnsignedString(System.nanoTime(), 36);

    private final boolean sasl;
    private final List<Rule> rules = new CopyOnWriteArrayList<>();
    private volatile Duration lifetime = Duration.ZERO;
    private volatile boolean enforced = true;
    private volatile Topology topology;
    private volatile int nodes = 1;

    private Script(boolean sasl) {
        this.sasl = sasl;
    }

    /** A cluster of SASL_PLAINTEXT with PLAIN, whose sessions do not end. */
    public static Script sasl() {
        return new Script(true);
    }

    /** A cluster of PLAINTEXT. */
    public static Script plaintext() {
        return new Script(false);
    }

    /** Sessions that are granted from now on last so long; zero: for ever. */
    public Script sessions(Duration newLifetime) {
        lifetime = newLifetime;
        return this;
    }

    /** Sessions outlive what was granted: for tests that are not about expiry, which no pause of the machine then disturbs. */
    public Script unenforced() {
        enforced = false;
        return this;
    }

    /** The cluster announces these nodes from now on, and not itself alone. */
    public Script announce(Topology announced) {
        topology = announced;
        return this;
    }

    /** Null where it announces itself alone. */
    Topology topology() {
        return topology;
    }

    /** The cluster says that it has so many nodes; all have its one address, and each topic is led by one of them. */
    public Script nodes(int number) {
        nodes = number;
        return this;
    }

    /** Every such request meets this. The rule that was made first wins. */
    public Script when(Predicate<Arrival> which, Reaction reaction) {
        return times(Integer.MAX_VALUE, which, reaction);
    }

    /** The next such request meets this. */
    public Script once(Predicate<Arrival> which, Reaction reaction) {
        return times(1, which, reaction);
    }

    /** The next so many such requests meet this. */
    public Script times(int count, Predicate<Arrival> which, Reaction reaction) {
        rules.add(new Rule(which, reaction, new AtomicInteger(count)));
        return this;
    }

    /** Nothing is out of the ordinary from now on; sessions last as before. */
    public Script calm() {
        rules.clear();
        return this;
    }

    boolean isSasl() {
        return sasl;
    }

    Duration lifetime() {
        return lifetime;
    }

    int nodes() {
        return nodes;
    }

    boolean isEnforced() {
        return enforced;
    }

    Reaction reactionTo(Arrival arrival) {
        for (Rule rule : rules) {
            if (rule.which.test(arrival) && rule.left.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                return rule.reaction;
            }
        }
        return new Reaction.Answer();
    }

    private record Rule(Predicate<Arrival> which, Reaction reaction, AtomicInteger left) {}
}
