package io.kafkalifeline.agent.weaving.reach;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Kafka's members that one hook reaches, and how it gets to each. */
final class Reach {
    private final Map<KafkaMember, Need> needs = new TreeMap<>();
    private final Map<KafkaMember, String> paths = new TreeMap<>();
    private final Set<String> unreadable = new TreeSet<>();

    void add(KafkaMember member, Need need, Step last) {
        Need known = needs.get(member);
        if (known == null || need.compareTo(known) < 0) {
            needs.put(member, need);
            paths.put(member, last + " → " + member);
        }
    }

    void addUnreadable(Step last) {
        unreadable.add(last.toString());
    }

    Map<KafkaMember, Need> needs() {
        return needs;
    }

    /** From the hook's method to the member. */
    String path(KafkaMember member) {
        return paths.get(member);
    }

    /** Paths to where members are looked up whose names are not in the bytecode. */
    Set<String> unreadable() {
        return unreadable;
    }

    /** One method on the way; null comes before the first. */
    record Step(OurMethod method, Step before, boolean optional) {
        @Override
        public String toString() {
            return before == null ? method.toString() : before + " → " + method;
        }
    }
}
