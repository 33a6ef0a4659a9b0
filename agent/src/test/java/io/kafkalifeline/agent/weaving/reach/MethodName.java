package io.kafkalifeline.agent.weaving.reach;

/**
 * A method as bytecode names it.
 *
 * @param owner internal name of the class
 */
record MethodName(String owner, String name, String descriptor) {
    static final String INITIALISER = "<clinit>";

    String signature() {
        return name + descriptor;
    }

    MethodName in(String otherOwner) {
        return new MethodName(otherOwner, name, descriptor);
    }

    /** As a developer would write it. */
    @Override
    public String toString() {
        String type = owner.substring(owner.lastIndexOf('/') + 1).replace('$', '.');
        return name.equals(INITIALISER) ? type + "'s initialiser" : type + "." + name + "()";
    }
}
