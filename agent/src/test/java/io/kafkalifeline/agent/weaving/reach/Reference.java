package io.kafkalifeline.agent.weaving.reach;

import java.util.List;

/** What an instruction of ours leads to. */
sealed interface Reference {
    /** A class or a member of Kafka's: its owner is where the compiler looked it up, which may be a subclass. */
    record ToKafka(MethodName member, Kind kind, Guard guard) implements Reference {}

    /** A call of a method of ours; {@code dispatched}: of whatever overrides it, too. */
    record Call(MethodName method, boolean dispatched, List<Value> arguments, Guard guard) implements Reference {}

    /** A class of ours is initialised, unless it is already. */
    record Initialisation(String type) implements Reference {}

    /** An object of a class of ours is made: others may call what it overrides of theirs. */
    record Creation(String type) implements Reference {}

    /** A member that is looked up by name. */
    record Lookup(Kind kind, Value type, Value name, Guard guard) implements Reference {}

    /** What is referred to. */
    enum Kind {
        TYPE,
        FIELD,
        METHOD
    }
}
