package io.kafkalifeline.smoke;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.Remapper;

/** A kafka-clients as nobody has released it: it works, but has a private method by another name. */
final class StrippedClients {
    static final String MISSING = "setSaslState";

    private static final String CLASS = "org/apache/kafka/common/security/authenticator/SaslClientAuthenticator";

    private StrippedClients() {}

    static Path jar() throws IOException {
        Path stripped = Workspace.directory("stripped").resolve("kafka-clients-stripped.jar");
        try (JarFile jar = new JarFile(
                        Workspace.clientJar(Workspace.BROKER_VERSION).toFile());
                OutputStream file = Files.newOutputStream(stripped);
                JarOutputStream out = new JarOutputStream(file)) {
            for (JarEntry entry : Collections.list(jar.entries())) {
                out.putNextEntry(new JarEntry(entry.getName()));
                try (InputStream in = jar.getInputStream(entry)) {
                    byte[] bytes = in.readAllBytes();
                    out.write(entry.getName().equals(CLASS + ".class") ? renamed(bytes) : bytes);
                }
            }
        }
        return stripped;
    }

    private static byte[] renamed(byte[] classFile) {
        ClassWriter writer = new ClassWriter(0);
        Remapper remapper = new Remapper(Opcodes.ASM9) {
            @Override
            public String mapMethodName(String owner, String name, String descriptor) {
                return owner.equals(CLASS) && name.equals(MISSING) ? "moveOnTo" : name;
            }
        };
        new ClassReader(classFile).accept(new ClassRemapper(writer, remapper), 0);
        return writer.toByteArray();
    }
}
