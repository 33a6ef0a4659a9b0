package io.kafkalifeline.agent.weaving.reach;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.Type;

/** Our compiled classes by their internal names, and what they are to each other. */
final class OurClasses {
    private static final String OURS = "io/kafkalifeline/";

    private final Map<String, OurClass> classes = new TreeMap<>();
    private final OtherClasses others = new OtherClasses();
    private final Map<MethodName, List<OurMethod>> implementations = new LinkedHashMap<>();

    /** All that were compiled together with one of those. */
    static OurClasses compiledWith(Class<?>... anyOfThem) {
        OurClasses read = new OurClasses();
        for (Class<?> one : anyOfThem) {
            read.addAllBeside(one);
        }
        return read;
    }

    /** Those of one package and what lies below it. */
    OurClasses below(String packageName) {
        OurClasses some = new OurClasses();
        String prefix = packageName.replace('.', '/') + "/";
        classes.forEach((name, ourClass) -> {
            if (name.startsWith(prefix)) {
                some.classes.put(name, ourClass);
            }
        });
        return some;
    }

    private void addAllBeside(Class<?> one) {
        try {
            Path location = Path.of(
                    one.getProtectionDomain().getCodeSource().getLocation().toURI());
            if (Files.isDirectory(location)) {
                addAll(location);
            } else {
                try (FileSystem jar = FileSystems.newFileSystem(location)) {
                    addAll(jar.getPath("/"));
                }
            }
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private void addAll(Path root) throws IOException {
        Path ours = root.resolve(OURS);
        try (Stream<Path> files = Files.walk(ours)) {
            files.filter(file -> file.toString().endsWith(".class")).forEach(file -> {
                try (InputStream in = Files.newInputStream(file)) {
                    add(new ClassReader(in));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    private void add(ClassReader file) {
        ClassFileReader reader = new ClassFileReader();
        file.accept(reader, ClassReader.SKIP_DEBUG | ClassReader.EXPAND_FRAMES);
        classes.put(file.getClassName(), reader.read());
    }

    static boolean isOurs(String internalName) {
        return internalName.startsWith(OURS);
    }

    /** Internal names of the classes in a method's descriptor. */
    static Set<String> typesIn(String methodDescriptor) {
        Set<String> types = new LinkedHashSet<>();
        List<Type> all = new ArrayList<>(List.of(Type.getArgumentTypes(methodDescriptor)));
        all.add(Type.getReturnType(methodDescriptor));
        for (Type type : all) {
            Type element = type.getSort() == Type.ARRAY ? type.getElementType() : type;
            if (element.getSort() == Type.OBJECT) {
                types.add(element.getInternalName());
            }
        }
        return types;
    }

    Collection<OurClass> all() {
        return classes.values();
    }

    /** Returns null where it is none of ours. */
    OurClass get(String internalName) {
        return classes.get(internalName);
    }

    OtherClasses others() {
        return others;
    }

    /** The class, its superclasses and its interfaces, as far as they are ours. */
    Set<OurClass> lineage(String internalName) {
        Set<OurClass> lineage = new LinkedHashSet<>();
        addLineage(internalName, lineage);
        return lineage;
    }

    private void addLineage(String internalName, Set<OurClass> lineage) {
        OurClass ourClass = classes.get(internalName);
        if (ourClass != null && lineage.add(ourClass)) {
            addLineage(ourClass.superName, lineage);
            ourClass.interfaces.forEach(each -> addLineage(each, lineage));
        }
    }

    /** Where a call may end: in the method that the class has or inherits, and in those that override it. */
    List<OurMethod> targets(MethodName called, boolean dispatched) {
        if (!dispatched) {
            OurMethod own = inherited(called);
            return own == null ? List.of() : List.of(own);
        }
        List<OurMethod> known = implementations.get(called);
        if (known == null) {
            known = dispatch(called);
            implementations.put(called, known);
        }
        return known;
    }

    private List<OurMethod> dispatch(MethodName called) {
        Set<OurMethod> found = new LinkedHashSet<>();
        for (OurClass candidate : classes.values()) {
            if (lineage(candidate.name).contains(classes.get(called.owner()))) {
                OurMethod method = inherited(called.in(candidate.name));
                if (method != null && !method.isAbstract()) {
                    found.add(method);
                }
            }
        }
        return List.copyOf(found);
    }

    private OurMethod inherited(MethodName called) {
        OurMethod found = null;
        for (OurClass each : lineage(called.owner())) {
            OurMethod method = each.methods.get(called.signature());
            if (method != null && (found == null || found.isAbstract())) {
                found = method;
            }
        }
        return found;
    }
}
