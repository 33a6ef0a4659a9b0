package io.kafkalifeline.agent.weaving.reach;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/** The operand stack while instructions are read one after the other; a long or double takes two places. */
final class Stack {
    /** For each opcode up to JSR, how many places it takes off and how many it puts on; "-": it is read elsewhere. */
    private static final String[] EFFECTS = (""
                    // constants; BIPUSH, SIPUSH; LDC and those behind it
                    + "00 01 01 01 01 01 01 01 01 02 02 01 01 01 02 02 01 01 - - - "
                    // loads of variables
                    + "- - - - - - - - - - - - - - - - - - - - - - - - - "
                    // loads out of arrays
                    + "21 22 21 22 21 21 21 21 "
                    // stores into variables
                    + "- - - - - - - - - - - - - - - - - - - - - - - - - "
                    // stores into arrays; POP, POP2
                    + "30 40 30 40 30 30 30 30 10 20 "
                    // DUP, DUP_X1, DUP_X2, DUP2, DUP2_X1, DUP2_X2, SWAP
                    + "- - - - - - - "
                    // ADD, SUB, MUL, DIV, REM for int, long, float, double; NEG
                    + "21 42 21 42 21 42 21 42 21 42 21 42 21 42 21 42 21 42 21 42 11 22 11 22 "
                    // shifts; AND, OR, XOR; IINC
                    + "21 32 21 32 21 32 21 42 21 42 21 42 00 "
                    // conversions
                    + "12 11 12 21 21 22 11 12 12 21 22 21 11 11 11 "
                    // comparisons
                    + "41 21 21 41 41 "
                    // IFEQ to IFLE, IF_ICMPEQ to IF_ACMPNE, GOTO, JSR
                    + "10 10 10 10 10 10 20 20 20 20 20 20 20 20 00 01 - "
                    // TABLESWITCH, LOOKUPSWITCH; returns
                    + "10 10 10 20 10 20 10 00 "
                    // fields, calls, NEW
                    + "- - - - - - - - - - "
                    // NEWARRAY, ANEWARRAY, ARRAYLENGTH, ATHROW, CHECKCAST, INSTANCEOF, MONITORENTER, MONITOREXIT
                    + "11 11 11 10 00 11 10 10 - - 10 10")
            .split(" ");

    private final List<Value> places = new ArrayList<>();

    void clear(int unknowns) {
        places.clear();
        pushUnknown(unknowns);
    }

    void push(Value value) {
        places.add(value);
    }

    void pushUnknown(int count) {
        for (int i = 0; i < count; i++) {
            push(Value.UNKNOWN);
        }
    }

    /** A value of that type. */
    void push(Value value, Type type) {
        if (type.getSize() == 1) {
            push(value);
        } else {
            pushUnknown(type.getSize());
        }
    }

    Value pop() {
        return places.remove(places.size() - 1);
    }

    void pop(int count) {
        for (int i = 0; i < count; i++) {
            pop();
        }
    }

    /** Takes off the arguments of a call, each in one element. */
    List<Value> popArguments(String descriptor, boolean isStatic) {
        Deque<Value> arguments = new ArrayDeque<>();
        Type[] types = Type.getArgumentTypes(descriptor);
        for (int i = types.length - 1; i >= 0; i--) {
            Value value = pop();
            if (types[i].getSize() == 2) {
                pop();
            }
            arguments.addFirst(value);
        }
        if (!isStatic) {
            arguments.addFirst(pop());
        }
        return List.copyOf(arguments);
    }

    /** What an instruction does whose operands tell nothing. */
    void apply(int opcode) {
        switch (opcode) {
            case Opcodes.DUP -> duplicate(1, 0);
            case Opcodes.DUP_X1 -> duplicate(1, 1);
            case Opcodes.DUP_X2 -> duplicate(1, 2);
            case Opcodes.DUP2 -> duplicate(2, 0);
            case Opcodes.DUP2_X1 -> duplicate(2, 1);
            case Opcodes.DUP2_X2 -> duplicate(2, 2);
            case Opcodes.SWAP -> places.add(places.size() - 2, pop());
            default -> {
                pop(EFFECTS[opcode].charAt(0) - '0');
                pushUnknown(EFFECTS[opcode].charAt(1) - '0');
            }
        }
    }

    private void duplicate(int count, int below) {
        int top = places.size();
        List<Value> copied = new ArrayList<>(places.subList(top - count, top));
        places.addAll(top - count - below, copied);
    }
}
