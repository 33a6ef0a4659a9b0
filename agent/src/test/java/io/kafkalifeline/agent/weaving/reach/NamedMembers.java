package io.kafkalifeline.agent.weaving.reach;

import io.kafkalifeline.agent.weaving.reach.Reference.Kind;
import io.kafkalifeline.agent.weaving.reach.Reference.Lookup;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import net.bytebuddy.jar.asm.Handle;

/** The JDK's methods that look up a class or a member by its name. */
final class NamedMembers {
    private static final String CLASS = "java/lang/Class";
    private static final Set<String> FIELD_OF_CLASS = Set.of("getField", "getDeclaredField");
    private static final Set<String> METHOD_OF_CLASS = Set.of("getMethod", "getDeclaredMethod");
    private static final Set<String> ALL_OF_CLASS =
            Set.of("getFields", "getDeclaredFields", "getMethods", "getDeclaredMethods", "getRecordComponents");
    private static final String LOOKUP = "java/lang/invoke/MethodHandles$Lookup";
    private static final Set<String> FIELD_OF_LOOKUP = Set.of(
            "findGetter", "findSetter", "findStaticGetter", "findStaticSetter", "findVarHandle", "findStaticVarHandle");
    private static final Set<String> METHOD_OF_LOOKUP = Set.of("findVirtual", "findStatic", "findSpecial");

    private NamedMembers() {}

    /** What such a call reaches; a name that stays unknown is a reference, too. */
    static List<Reference> lookups(MethodName called, List<Value> arguments, Guard guard) {
        if (called.owner().equals(CLASS)) {
            if (called.name().equals("forName")) {
                return List.of(new Lookup(Kind.TYPE, new Value.Named(arguments.get(0)), new Value.Text(""), guard));
            }
            return inClass(called, arguments, guard);
        }
        if (called.owner().equals(LOOKUP)) {
            return inLookup(called, arguments, guard);
        }
        if (called.name().equals("loadClass") && called.descriptor().startsWith("(Ljava/lang/String;)")) {
            return List.of(new Lookup(Kind.TYPE, new Value.Named(arguments.get(1)), new Value.Text(""), guard));
        }
        return List.of();
    }

    private static List<Reference> inClass(MethodName called, List<Value> arguments, Guard guard) {
        Value type = arguments.isEmpty() ? Value.UNKNOWN : arguments.get(0);
        if (FIELD_OF_CLASS.contains(called.name())) {
            return List.of(new Lookup(Kind.FIELD, type, arguments.get(1), guard));
        }
        if (METHOD_OF_CLASS.contains(called.name())) {
            return List.of(new Lookup(Kind.METHOD, type, arguments.get(1), guard));
        }
        return ALL_OF_CLASS.contains(called.name())
                ? List.of(new Lookup(Kind.METHOD, type, Value.UNKNOWN, guard))
                : List.of();
    }

    private static List<Reference> inLookup(MethodName called, List<Value> arguments, Guard guard) {
        if (FIELD_OF_LOOKUP.contains(called.name())) {
            return List.of(new Lookup(Kind.FIELD, arguments.get(1), arguments.get(2), guard));
        }
        return METHOD_OF_LOOKUP.contains(called.name())
                ? List.of(new Lookup(Kind.METHOD, arguments.get(1), arguments.get(2), guard))
                : List.of();
    }

    /** What is known of the result of a method that is not ours. */
    static Value result(MethodName called, List<Value> arguments) {
        if (called.owner().equals(CLASS) && called.name().equals("forName")) {
            return new Value.Named(arguments.get(0));
        }
        if (called.name().equals("loadClass") && called.descriptor().startsWith("(Ljava/lang/String;)")) {
            return new Value.Named(arguments.get(1));
        }
        return called.owner().equals("java/lang/String") && called.name().equals("concat")
                ? new Value.Joined(arguments)
                : Value.UNKNOWN;
    }

    /** Strings that are joined by {@code +}; unknown where the instruction does anything else. */
    static Value joined(Handle bootstrap, Object[] constants, List<Value> arguments) {
        if (!bootstrap.getName().equals("makeConcatWithConstants")) {
            return Value.UNKNOWN;
        }
        List<Value> parts = new ArrayList<>();
        int argument = 0;
        int constant = 1;
        for (char c : ((String) constants[0]).toCharArray()) {
            if (c == '\1') {
                parts.add(arguments.get(argument++));
            } else if (c == '\2') {
                parts.add(new Value.Text(String.valueOf(constants[constant++])));
            } else {
                parts.add(new Value.Text(String.valueOf(c)));
            }
        }
        return new Value.Joined(parts);
    }
}
