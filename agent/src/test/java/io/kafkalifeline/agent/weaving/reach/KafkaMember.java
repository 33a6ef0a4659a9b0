package io.kafkalifeline.agent.weaving.reach;

import java.util.Comparator;
import java.util.Set;
import java.util.TreeSet;

/**
 * A member of one of Kafka's classes, or the bare class.
 *
 * @param type as {@code @Requires} spells it, such as {@code common.network.KafkaChannel}
 * @param name a field's name, a method's with {@code ()} appended; empty for the bare class
 */
record KafkaMember(String type, String name) implements Comparable<KafkaMember> {
    private static final String KAFKA = "org/apache/kafka/";
    private static final Comparator<KafkaMember> ORDER =
            Comparator.comparing(KafkaMember::type).thenComparing(KafkaMember::name);

    /** Whether this is the internal name of a class of Kafka's. */
    static boolean isKafkas(String internalName) {
        return internalName.startsWith(KAFKA);
    }

    static KafkaMember ofType(String internalName) {
        return new KafkaMember(internalName.substring(KAFKA.length()).replace('/', '.'), "");
    }

    static KafkaMember ofField(String internalName, String field) {
        return new KafkaMember(ofType(internalName).type, field);
    }

    /** Overloads are not told apart, and every class has a constructor. */
    static KafkaMember ofMethod(String internalName, String method) {
        return method.equals("<init>") ? ofType(internalName) : ofField(internalName, method + "()");
    }

    boolean isType() {
        return name.isEmpty();
    }

    /** Where a member is, its class is, too. */
    static Set<KafkaMember> withTypes(Set<KafkaMember> members) {
        Set<KafkaMember> all = new TreeSet<>(members);
        members.forEach(member -> all.add(new KafkaMember(member.type, "")));
        return all;
    }

    @Override
    public int compareTo(KafkaMember other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return isType() ? type : type + "." + name;
    }
}
