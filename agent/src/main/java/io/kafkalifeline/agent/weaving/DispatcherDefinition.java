package io.kafkalifeline.agent.weaving;

import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.util.Collections;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.commons.ClassRemapper;
import net.bytebuddy.jar.asm.commons.SimpleRemapper;

/**
 * Puts {@link Dispatcher} into {@code java.lang}. Appending a jar to the bootstrap class path would do as well, but
 * makes the JVM print a warning at every start and give up the application's CDS archive.
 */
final class DispatcherDefinition {
    private static final String NAME = "java.lang.KafkaLifelineDispatcher";

    private DispatcherDefinition() {}

    /**
     * Defines the dispatcher and returns its bootstrap method.
     *
     * @param linker of the type {@code (Lookup, String, MethodType, Object[])CallSite}
     */
    static Method define(Instrumentation instrumentation, MethodHandle linker)
            throws IOException, ReflectiveOperationException {
        instrumentation.redefineModule(
                Object.class.getModule(),
                Collections.emptySet(),
                Collections.emptyMap(),
                Collections.singletonMap("java.lang", Collections.singleton(DispatcherDefinition.class.getModule())),
                Collections.emptySet(),
                Collections.emptyMap());
        MethodHandles.Lookup javaLang = MethodHandles.privateLookupIn(Object.class, MethodHandles.lookup());
        Class<?> dispatcher = defined(javaLang);
        MethodHandles.privateLookupIn(dispatcher, MethodHandles.lookup())
                .findStaticVarHandle(dispatcher, "linker", MethodHandle.class)
                .set(linker);
        return dispatcher.getMethod(
                "bootstrap",
                MethodHandles.Lookup.class,
                String.class,
                java.lang.invoke.MethodType.class,
                Object[].class);
    }

    /** There is one already where the weaving was tried before. */
    private static Class<?> defined(MethodHandles.Lookup javaLang) throws IOException, IllegalAccessException {
        try {
            return Class.forName(NAME, true, null);
        } catch (ClassNotFoundException e) {
            return javaLang.defineClass(renamed());
        }
    }

    private static byte[] renamed() throws IOException {
        String ours = Dispatcher.class.getName().replace('.', '/');
        try (InputStream in = Dispatcher.class.getResourceAsStream("Dispatcher.class")) {
            ClassWriter writer = new ClassWriter(0);
            SimpleRemapper rename = new SimpleRemapper(Opcodes.ASM9, ours, NAME.replace('.', '/'));
            new ClassReader(in.readAllBytes()).accept(new ClassRemapper(writer, rename), 0);
            return writer.toByteArray();
        }
    }
}
