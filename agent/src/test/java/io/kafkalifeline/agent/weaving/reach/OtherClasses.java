package io.kafkalifeline.agent.weaving.reach;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.FieldVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/** Kafka's classes and the JDK's: which of them declares a member. */
final class OtherClasses {
    private final Map<String, Declared> classes = new HashMap<>();

    /** Internal name of the class or interface that declares it; the owner itself where nobody does. */
    String declaringClass(MethodName member) {
        String found = declaringClass(member.owner(), member.signature());
        return found == null ? member.owner() : found;
    }

    /** Whether one of these classes, or of those above them, declares a method of that name and descriptor. */
    String declaringClass(String internalName, String signature) {
        if (internalName == null || OurClasses.isOurs(internalName)) {
            return null;
        }
        Declared declared = classes.get(internalName);
        if (declared == null) {
            declared = Declared.read(internalName);
            classes.put(internalName, declared);
        }
        if (declared.members.contains(signature)) {
            return internalName;
        }
        for (String above : declared.supertypes) {
            String found = declaringClass(above, signature);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static final class Declared extends ClassVisitor {
        final List<String> supertypes = new ArrayList<>();
        /** Names with descriptors. */
        final Set<String> members = new HashSet<>();

        private Declared() {
            super(Opcodes.ASM9);
        }

        static Declared read(String internalName) {
            Declared declared = new Declared();
            try (InputStream in = ClassLoader.getSystemResourceAsStream(internalName + ".class")) {
                if (in == null) {
                    throw new IllegalStateException(internalName + " is not on the class path");
                }
                new ClassReader(in).accept(declared, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return declared;
        }

        @Override
        public void visit(
                int version, int access, String name, String signature, String superName, String[] interfaces) {
            if (superName != null) {
                supertypes.add(superName);
            }
            supertypes.addAll(List.of(interfaces));
        }

        @Override
        public FieldVisitor visitField(int access, String name, String descriptor, String signature, Object value) {
            members.add(name + descriptor);
            return null;
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] exceptions) {
            members.add(name + descriptor);
            return null;
        }
    }
}
