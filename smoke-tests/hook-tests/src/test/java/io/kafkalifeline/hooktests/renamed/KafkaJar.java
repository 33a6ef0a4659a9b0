package io.kafkalifeline.hooktests.renamed;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.apache.kafka.clients.NetworkClient;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.Remapper;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InnerClassNode;

/**
 * The kafka-clients on the class path, and what it would be if a member of its had another name: the declaration and
 * every use. Only members that nobody outside their package can use are renamed, so only that package is searched.
 */
final class KafkaJar {
    private static final String SUFFIX = "Renamed";

    private final Path path;
    private final Map<String, ClassNode> described = new ConcurrentHashMap<>();

    private KafkaJar(Path path) {
        this.path = path;
    }

    static KafkaJar onClassPath() {
        try {
            return new KafkaJar(Path.of(NetworkClient.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI()));
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    Path path() {
        return path;
    }

    /** Why a member is not renamed; null where it can be, with all its overloads that are meant. */
    String reasonToKeep(Member member) {
        ClassNode type = describe(member.type());
        if (type == null) {
            return "this release has no such class";
        }
        if (member.name().equals("<init>")) {
            return "constructors have no name";
        }
        List<Declaration> declared = declared(type, member);
        if (declared.isEmpty()) {
            return "this release has no such member";
        }
        long hidden = declared.stream().filter(each -> isHidden(type, each)).count();
        if (hidden == 0) {
            return "others may use or override it";
        }
        return hidden == declared.size()
                ? null
                : "others may use or override one of its overloads, and it is not said which is meant";
    }

    /** Whether a member is private, with all its overloads that are meant. */
    boolean isPrivate(Member member) {
        ClassNode type = describe(member.type());
        return type != null
                && !member.name().equals("<init>")
                && !declared(type, member).isEmpty()
                && declared(type, member).stream().allMatch(each -> (each.access & Opcodes.ACC_PRIVATE) != 0);
    }

    private static List<Declaration> declared(ClassNode type, Member member) {
        Stream<Declaration> all = member.method()
                ? type.methods.stream().map(each -> new Declaration(each.name, each.desc, each.access, true))
                : type.fields.stream().map(each -> new Declaration(each.name, each.desc, each.access, false));
        return all.filter(each -> member.is(each.name, each.descriptor)).toList();
    }

    /** Whether only its own package can use it, and it stands for nothing that a supertype declares. */
    private boolean isHidden(ClassNode type, Declaration member) {
        if ((member.access & Opcodes.ACC_PRIVATE) != 0) {
            return true;
        }
        boolean open = (member.access & (Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED)) != 0 && isOpen(type);
        return !open && !(member.method && isInherited(type, member));
    }

    private boolean isOpen(ClassNode type) {
        for (InnerClassNode nested : type.innerClasses) {
            if (nested.name.equals(type.name)) {
                return (nested.access & Opcodes.ACC_PUBLIC) != 0
                        && (nested.outerName == null || isOpen(describe(nested.outerName)));
            }
        }
        return (type.access & Opcodes.ACC_PUBLIC) != 0;
    }

    private boolean isInherited(ClassNode type, Declaration method) {
        List<String> supertypes = new ArrayList<>(type.interfaces);
        if (type.superName != null && !type.superName.equals("java/lang/Object")) {
            supertypes.add(type.superName);
        }
        for (String each : supertypes) {
            ClassNode supertype = describe(each);
            // One of the JDK's may declare anything.
            if (supertype == null
                    || supertype.methods.stream()
                            .anyMatch(inherited ->
                                    inherited.name.equals(method.name) && inherited.desc.equals(method.descriptor))
                    || isInherited(supertype, method)) {
                return true;
            }
        }
        return false;
    }

    /** Writes the classes that are not as they were into a folder, and says how many they are. */
    int rename(Member member, Path folder) {
        int slash = member.type().lastIndexOf('/') + 1;
        String inPackage = member.type().substring(0, slash);
        try (JarFile jar = new JarFile(path.toFile())) {
            List<String> names = jar.stream()
                    .map(entry -> entry.getName())
                    .filter(name ->
                            name.startsWith(inPackage) && name.endsWith(".class") && name.indexOf('/', slash) < 0)
                    .toList();
            int changed = 0;
            for (String name : names) {
                byte[] renamed = renamed(member, bytes(jar, name));
                if (renamed != null) {
                    Path file = folder.resolve(name.replace("/", File.separator));
                    Files.createDirectories(file.getParent());
                    Files.write(file, renamed);
                    changed++;
                }
            }
            return changed;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Null where nothing of it is renamed. */
    private byte[] renamed(Member member, byte[] classFile) {
        boolean[] changed = new boolean[1];
        Remapper remapper = new Remapper(Opcodes.ASM9) {
            @Override
            public String mapFieldName(String owner, String name, String descriptor) {
                return map(!member.method(), owner, name, descriptor);
            }

            @Override
            public String mapMethodName(String owner, String name, String descriptor) {
                return map(member.method(), owner, name, descriptor);
            }

            private String map(boolean ofItsKind, String owner, String name, String descriptor) {
                if (ofItsKind && member.is(name, descriptor) && isMeant(owner, name, descriptor)) {
                    changed[0] = true;
                    return name + SUFFIX;
                }
                return name;
            }

            /** Whether a use by way of {@code owner} means it. */
            private boolean isMeant(String owner, String name, String descriptor) {
                for (ClassNode type = describe(owner); type != null; type = describe(type.superName)) {
                    for (Declaration each : declared(type, member)) {
                        if (each.name.equals(name) && each.descriptor.equals(descriptor)) {
                            return type.name.equals(member.type()) && isHidden(type, each);
                        }
                    }
                }
                return false;
            }
        };
        ClassWriter writer = new ClassWriter(0);
        new ClassReader(classFile).accept(new ClassRemapper(writer, remapper), 0);
        return changed[0] ? writer.toByteArray() : null;
    }

    /** Null for a class that is not of this jar. */
    private ClassNode describe(String type) {
        if (type == null || !type.startsWith("org/apache/kafka/")) {
            return null;
        }
        return described.computeIfAbsent(type, name -> {
            try (JarFile jar = new JarFile(path.toFile())) {
                if (jar.getEntry(name + ".class") == null) {
                    return null;
                }
                ClassNode node = new ClassNode();
                new ClassReader(bytes(jar, name + ".class")).accept(node, ClassReader.SKIP_CODE);
                return node;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static byte[] bytes(JarFile jar, String name) throws IOException {
        try (InputStream in = jar.getInputStream(jar.getJarEntry(name))) {
            return in.readAllBytes();
        }
    }

    private record Declaration(String name, String descriptor, int access, boolean method) {}
}
