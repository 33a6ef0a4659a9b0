package io.kafkalifeline.agent.weaving.reach;

import java.util.List;

/** What is known of a value on the stack: enough to read the names of members that are looked up by name. */
sealed interface Value {
    Value UNKNOWN = new Unknown();

    /** Anything else. */
    record Unknown() implements Value {}

    /** A string constant. */
    record Text(String text) implements Value {}

    /** A class constant, by its internal name. */
    record Type(String internalName) implements Value {}

    /** The class whose binary name is that value, as {@code Class.forName} returns it. */
    record Named(Value name) implements Value {}

    /** What the method around it got as its argument; {@code this} is argument 0 of an instance method. */
    record Argument(int index) implements Value {}

    /** A static field of ours. */
    record StaticField(String owner, String name) implements Value {}

    /** What a static method of ours returns. */
    record Result(MethodName method, List<Value> arguments) implements Value {}

    /** A concatenation. */
    record Joined(List<Value> parts) implements Value {}
}
