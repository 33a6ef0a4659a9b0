package io.kafkalifeline.agent.weaving.reach;

import java.util.HashMap;
import java.util.Map;
import net.bytebuddy.jar.asm.Type;

/** What is known of a method's local variables while its instructions are read one after the other. */
final class Variables {
    private final Map<Integer, Value> arguments = new HashMap<>();
    private final Map<Integer, Value> values = new HashMap<>();

    Variables(OurMethod method) {
        int slot = 0;
        int index = 0;
        if (!method.isStatic()) {
            arguments.put(slot++, new Value.Argument(index++));
        }
        for (Type type : Type.getArgumentTypes(method.name.descriptor())) {
            arguments.put(slot, new Value.Argument(index++));
            slot += type.getSize();
        }
        values.putAll(arguments);
    }

    Value load(int slot) {
        return values.getOrDefault(slot, Value.UNKNOWN);
    }

    void store(int slot, Value value) {
        arguments.remove(slot);
        values.put(slot, value);
    }

    /** Another way leads here, too: what is known to be the same are the arguments that nothing was assigned to. */
    void meet() {
        values.clear();
        values.putAll(arguments);
    }
}
