package io.kafkalifeline.agent.weaving.reach;

import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.jar.asm.AnnotationVisitor;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.FieldVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/** Makes an {@link OurClass} of a class file. */
final class ClassFileReader extends ClassVisitor {
    private final List<Annotated> annotations = new ArrayList<>();
    private OurClass read;

    ClassFileReader() {
        super(Opcodes.ASM9);
    }

    OurClass read() {
        return read;
    }

    @Override
    public void visit(int version, int access, String name, String signature, String superName, String[] interfaces) {
        read = new OurClass(name, superName, List.of(interfaces), Modifier.isInterface(access), annotations);
    }

    @Override
    public AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
        return Annotated.reader(descriptor, annotations);
    }

    @Override
    public FieldVisitor visitField(int access, String name, String descriptor, String signature, Object value) {
        if (value instanceof String text && Modifier.isStatic(access)) {
            read.statics.put(name, new Value.Text(text));
        }
        return null;
    }

    @Override
    public MethodVisitor visitMethod(
            int access, String name, String descriptor, String signature, String[] exceptions) {
        OurMethod method = new OurMethod(new MethodName(read.name, name, descriptor), access);
        read.methods.put(method.name.signature(), method);
        return new MethodReader(read, method);
    }
}
