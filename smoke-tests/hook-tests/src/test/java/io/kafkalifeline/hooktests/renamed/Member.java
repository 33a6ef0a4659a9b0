package io.kafkalifeline.hooktests.renamed;

/**
 * A member of a Kafka class that the agent's features need.
 *
 * @param type internal name of the class that declares it
 * @param descriptor of the one overload that is meant; empty: all of that name, or a field
 */
record Member(String type, String name, boolean method, String descriptor) implements Comparable<Member> {
    boolean is(String itsName, String itsDescriptor) {
        return itsName.equals(name) && (descriptor.isEmpty() || itsDescriptor.equals(descriptor));
    }

    /** Whether the other is this, or one of its overloads. */
    boolean includes(Member other) {
        return other.method == method && other.type.equals(type) && is(other.name, other.descriptor);
    }

    /** As a folder's or a class loader's name. */
    String fileName() {
        return (type.substring(type.lastIndexOf('/') + 1) + "." + name).replaceAll("[^A-Za-z0-9.]", "-")
                + (descriptor.isEmpty() ? "" : "-" + Integer.toHexString(descriptor.hashCode()));
    }

    @Override
    public int compareTo(Member other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return type.substring("org/apache/kafka/".length()).replace('/', '.') + "." + name
                + (method ? descriptor.isEmpty() ? "()" : descriptor : "");
    }
}
