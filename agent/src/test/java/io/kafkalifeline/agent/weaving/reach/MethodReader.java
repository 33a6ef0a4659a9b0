package io.kafkalifeline.agent.weaving.reach;

import java.util.List;
import net.bytebuddy.jar.asm.AnnotationVisitor;
import net.bytebuddy.jar.asm.ConstantDynamic;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/**
 * Collects what the instructions of one method of ours lead to. Constants are followed along straight lines of code and
 * forgotten where lines meet: a name that is chosen at run time is not readable, and {@link Walk} says so.
 */
final class MethodReader extends MethodVisitor {
    private final OurClass owner;
    private final OurMethod method;
    private final Stack stack = new Stack();
    private final Variables variables;
    private final References found;

    MethodReader(OurClass owner, OurMethod method) {
        super(Opcodes.ASM9);
        this.owner = owner;
        this.method = method;
        this.variables = new Variables(method);
        this.found = new References(method);
    }

    @Override
    public AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
        method.annotations.add(descriptor);
        return null;
    }

    @Override
    public void visitTryCatchBlock(Label start, Label end, Label handler, String type) {
        found.handler(new Guard.Handler(start, end, handler, type));
        if (type != null) {
            found.type(type);
        }
    }

    @Override
    public void visitLabel(Label label) {
        found.label(label);
    }

    @Override
    public void visitFrame(int kind, int localCount, Object[] locals, int stackCount, Object[] onStack) {
        int places = stackCount;
        for (int i = 0; i < stackCount; i++) {
            if (onStack[i] == Opcodes.LONG || onStack[i] == Opcodes.DOUBLE) {
                places++;
            }
        }
        stack.clear(places);
        variables.meet();
    }

    @Override
    public void visitInsn(int opcode) {
        found.instruction(opcode);
        if (opcode == Opcodes.ARETURN) {
            method.returns(stack.pop());
        } else {
            stack.apply(opcode);
        }
    }

    @Override
    public void visitIntInsn(int opcode, int operand) {
        stack.apply(opcode);
    }

    @Override
    public void visitVarInsn(int opcode, int index) {
        switch (opcode) {
            case Opcodes.ALOAD -> stack.push(variables.load(index));
            case Opcodes.ILOAD, Opcodes.FLOAD -> stack.pushUnknown(1);
            case Opcodes.LLOAD, Opcodes.DLOAD -> stack.pushUnknown(2);
            case Opcodes.LSTORE, Opcodes.DSTORE -> {
                stack.pop(2);
                variables.store(index, Value.UNKNOWN);
            }
            default -> variables.store(index, stack.pop());
        }
    }

    @Override
    public void visitIincInsn(int index, int increment) {
        variables.store(index, Value.UNKNOWN);
    }

    @Override
    public void visitJumpInsn(int opcode, Label label) {
        found.instruction(opcode);
        stack.apply(opcode);
    }

    @Override
    public void visitTableSwitchInsn(int min, int max, Label otherwise, Label... labels) {
        stack.apply(Opcodes.TABLESWITCH);
    }

    @Override
    public void visitLookupSwitchInsn(Label otherwise, int[] keys, Label[] labels) {
        stack.apply(Opcodes.LOOKUPSWITCH);
    }

    @Override
    public void visitLdcInsn(Object constant) {
        if (constant instanceof String text) {
            stack.push(new Value.Text(text));
        } else if (constant instanceof Type type && type.getSort() == Type.OBJECT) {
            found.type(type.getInternalName());
            stack.push(new Value.Type(type.getInternalName()));
        } else {
            boolean wide = constant instanceof Long
                    || constant instanceof Double
                    || (constant instanceof ConstantDynamic dynamic && dynamic.getSize() == 2);
            stack.pushUnknown(wide ? 2 : 1);
        }
    }

    @Override
    public void visitTypeInsn(int opcode, String type) {
        if (opcode == Opcodes.NEW) {
            found.creation(type);
            stack.pushUnknown(1);
        } else {
            found.type(type);
            stack.apply(opcode);
        }
    }

    @Override
    public void visitMultiANewArrayInsn(String descriptor, int dimensions) {
        found.type(descriptor);
        stack.pop(dimensions);
        stack.pushUnknown(1);
    }

    @Override
    public void visitFieldInsn(int opcode, String fieldOwner, String name, String descriptor) {
        Type type = Type.getType(descriptor);
        boolean ours = OurClasses.isOurs(fieldOwner);
        boolean isStatic = opcode == Opcodes.GETSTATIC || opcode == Opcodes.PUTSTATIC;
        found.field(new MethodName(fieldOwner, name, descriptor), isStatic);
        switch (opcode) {
            case Opcodes.GETSTATIC -> stack.push(ours ? new Value.StaticField(fieldOwner, name) : Value.UNKNOWN, type);
            case Opcodes.PUTSTATIC -> keep(fieldOwner, name, type);
            case Opcodes.GETFIELD -> {
                stack.pop();
                stack.pushUnknown(type.getSize());
            }
            default -> stack.pop(1 + type.getSize());
        }
    }

    private void keep(String fieldOwner, String name, Type type) {
        stack.pop(type.getSize() - 1);
        Value value = stack.pop();
        if (fieldOwner.equals(owner.name) && type.getSize() == 1) {
            Value before = owner.statics.put(name, value);
            if (before != null || !method.name.name().equals(MethodName.INITIALISER)) {
                owner.statics.put(name, Value.UNKNOWN);
            }
        }
    }

    @Override
    public void visitMethodInsn(int opcode, String callee, String name, String descriptor, boolean isInterface) {
        boolean isStatic = opcode == Opcodes.INVOKESTATIC;
        List<Value> arguments = stack.popArguments(descriptor, isStatic);
        MethodName called = new MethodName(callee, name, descriptor);
        boolean dispatched = opcode == Opcodes.INVOKEVIRTUAL || opcode == Opcodes.INVOKEINTERFACE;
        found.call(called, isStatic, dispatched, arguments);
        Value result = OurClasses.isOurs(callee) && isStatic
                ? new Value.Result(called, arguments)
                : NamedMembers.result(called, arguments);
        stack.push(result, Type.getReturnType(descriptor));
    }

    /** A lambda or a method reference: whoever makes it may have it called. */
    @Override
    public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... constants) {
        List<Value> arguments = stack.popArguments(descriptor, true);
        Type made = Type.getReturnType(descriptor);
        found.types(descriptor);
        if (made.getSort() == Type.OBJECT && KafkaMember.isKafkas(made.getInternalName())) {
            String implemented = ((Type) constants[0]).getDescriptor();
            found.call(new MethodName(made.getInternalName(), name, implemented), false, true, List.of());
        }
        for (Object constant : constants) {
            if (constant instanceof Handle handle) {
                found.handle(handle);
            } else if (constant instanceof Type type && type.getSort() == Type.METHOD) {
                found.types(type.getDescriptor());
            }
        }
        stack.push(NamedMembers.joined(bootstrap, constants, arguments), made);
    }
}
