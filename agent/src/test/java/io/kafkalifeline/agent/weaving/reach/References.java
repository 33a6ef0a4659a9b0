package io.kafkalifeline.agent.weaving.reach;

import io.kafkalifeline.agent.weaving.reach.Reference.Call;
import io.kafkalifeline.agent.weaving.reach.Reference.Creation;
import io.kafkalifeline.agent.weaving.reach.Reference.Initialisation;
import io.kafkalifeline.agent.weaving.reach.Reference.Kind;
import io.kafkalifeline.agent.weaving.reach.Reference.ToKafka;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/** Turns the operands of instructions into the references of one method, each with the {@code catch} around it. */
final class References {
    private final OurMethod method;
    private final List<Guard.Handler> handlers = new ArrayList<>();
    private final List<Guard.Handler> around = new ArrayList<>();

    References(OurMethod method) {
        this.method = method;
    }

    void handler(Guard.Handler handler) {
        handlers.add(handler);
    }

    void label(Label label) {
        for (Guard.Handler handler : handlers) {
            handler.label(label);
            if (handler.from == label) {
                around.add(handler);
            } else if (handler.to == label) {
                around.remove(handler);
            }
        }
    }

    void instruction(int opcode) {
        handlers.forEach(handler -> handler.instruction(opcode));
    }

    /** @param type internal name of a class, or descriptor of an array */
    void type(String type) {
        Type element = Type.getObjectType(type);
        element = element.getSort() == Type.ARRAY ? element.getElementType() : element;
        if (element.getSort() == Type.OBJECT && KafkaMember.isKafkas(element.getInternalName())) {
            add(new ToKafka(new MethodName(element.getInternalName(), "", ""), Kind.TYPE, guard()));
        }
    }

    /** Those that the JVM loads to make a type of a method. */
    void types(String methodDescriptor) {
        OurClasses.typesIn(methodDescriptor).forEach(this::type);
    }

    void creation(String type) {
        type(type);
        if (OurClasses.isOurs(type)) {
            add(new Initialisation(type));
            add(new Creation(type));
        }
    }

    void field(MethodName field, boolean isStatic) {
        if (KafkaMember.isKafkas(field.owner())) {
            add(new ToKafka(field, Kind.FIELD, guard()));
        } else if (isStatic
                && OurClasses.isOurs(field.owner())
                && !field.owner().equals(method.name.owner())) {
            add(new Initialisation(field.owner()));
        }
    }

    void call(MethodName called, boolean isStatic, boolean dispatched, List<Value> arguments) {
        if (KafkaMember.isKafkas(called.owner())) {
            add(new ToKafka(called, Kind.METHOD, guard()));
        } else if (OurClasses.isOurs(called.owner())) {
            if (isStatic) {
                add(new Initialisation(called.owner()));
            }
            add(new Call(called, dispatched, arguments, guard()));
        } else {
            NamedMembers.lookups(called, arguments, guard()).forEach(this::add);
        }
    }

    /** What a lambda or a method reference leads to: whoever makes it may have it called. */
    void handle(Handle handle) {
        MethodName called = new MethodName(handle.getOwner(), handle.getName(), handle.getDesc());
        int tag = handle.getTag();
        if (tag <= Opcodes.H_PUTSTATIC) {
            field(called, tag == Opcodes.H_GETSTATIC || tag == Opcodes.H_PUTSTATIC);
            return;
        }
        if (tag == Opcodes.H_NEWINVOKESPECIAL) {
            creation(handle.getOwner());
        }
        boolean isStatic = tag == Opcodes.H_INVOKESTATIC;
        int count = Type.getArgumentTypes(handle.getDesc()).length + (isStatic ? 0 : 1);
        call(
                called,
                isStatic,
                tag == Opcodes.H_INVOKEVIRTUAL || tag == Opcodes.H_INVOKEINTERFACE,
                Collections.nCopies(count, Value.UNKNOWN));
    }

    private Guard guard() {
        return around.isEmpty() ? Guard.NONE : new Guard(List.copyOf(around));
    }

    private void add(Reference reference) {
        method.references.add(reference);
    }
}
