package io.kafkalifeline.agent.weaving.reach;

import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** One method of ours, and all that its instructions lead to. */
final class OurMethod {
    final MethodName name;
    final List<Reference> references = new ArrayList<>();
    /** Descriptors of its annotations. */
    final Set<String> annotations = new TreeSet<>();
    /** What it returns wherever it returns; unknown where that differs. */
    Value returned;

    private final int access;

    OurMethod(MethodName name, int access) {
        this.name = name;
        this.access = access;
    }

    boolean isStatic() {
        return Modifier.isStatic(access);
    }

    boolean isAbstract() {
        return Modifier.isAbstract(access);
    }

    /** Whether a call of the method of the same name in a supertype may end here. */
    boolean overrides() {
        return !isStatic() && !Modifier.isPrivate(access) && !name.name().startsWith("<");
    }

    void returns(Value value) {
        returned = returned == null || returned.equals(value) ? value : Value.UNKNOWN;
    }

    @Override
    public String toString() {
        return name.toString();
    }
}
