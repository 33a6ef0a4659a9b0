package io.kafkalifeline.hooktests.renamed;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.ClassNode;

/**
 * What the annotations {@code @Requires} and {@code @Hook} in the agent's jar say: the members of Kafka's classes that a
 * feature needs, and which features each takes with it. None where only an optional hook needs it.
 */
final class NeededMembers {
    private static final String HOOKS = "inst/io/kafkalifeline/hooks/";
    private static final String WEAVE = "Lio/kafkalifeline/weave/";
    private static final String KAFKA = "org/apache/kafka/";

    private final SortedMap<Member, Set<Switch>> members = new TreeMap<>();

    private NeededMembers() {}

    static NeededMembers in(String agentJar) {
        NeededMembers needed = new NeededMembers();
        Map<String, ClassNode> classes = classes(agentJar);
        for (ClassNode each : classes.values()) {
            AnnotationNode hook = annotation(each, "Hook");
            if (hook != null) {
                String outer = each.name.substring(0, each.name.lastIndexOf('$'));
                for (String type : texts(annotation(classes.get(outer), "Rewrites"), "value")) {
                    needed.addHook(type, hook);
                }
            }
            needed.addRequirements(each, hook != null && Boolean.TRUE.equals(value(hook, "optional")));
        }
        return needed;
    }

    Set<Member> all() {
        return members.keySet();
    }

    /** The features that are off where a member, with all its overloads that are meant, has another name. */
    Set<Switch> without(Member member) {
        Set<Switch> off = EnumSet.noneOf(Switch.class);
        members.forEach((each, features) -> {
            if (member.includes(each)) {
                off.addAll(features);
            }
        });
        return off;
    }

    private void addHook(String type, AnnotationNode hook) {
        String descriptor = text(hook, "descriptor");
        for (String method : texts(hook, "method")) {
            Member member =
                    new Member(KAFKA + type.replace('.', '/'), method, true, descriptor == null ? "" : descriptor);
            add(member, Boolean.TRUE.equals(value(hook, "optional")) ? List.of() : features(hook));
        }
    }

    private void addRequirements(ClassNode reader, boolean ofAnOptionalHook) {
        List<AnnotationNode> requirements = new ArrayList<>();
        AnnotationNode one = annotation(reader, "Requires");
        if (one != null) {
            requirements.add(one);
        }
        AnnotationNode several = annotation(reader, "Requires$All");
        if (several != null) {
            for (Object each : (List<?>) value(several, "value")) {
                requirements.add((AnnotationNode) each);
            }
        }
        for (AnnotationNode requires : requirements) {
            String type = KAFKA + text(requires, "type").replace('.', '/');
            for (String name : texts(requires, "members")) {
                int method = name.indexOf('(');
                Member member = method < 0
                        ? new Member(type, name, false, "")
                        : new Member(type, name.substring(0, method), true, descriptor(name.substring(method)));
                add(member, ofAnOptionalHook ? List.of() : features(requires));
            }
        }
    }

    /** Without parameters and a result it stands for all overloads. */
    private static String descriptor(String parametersAndResult) {
        return parametersAndResult.equals("()") ? "" : parametersAndResult;
    }

    private void add(Member member, Collection<Switch> features) {
        members.computeIfAbsent(member, ignored -> EnumSet.noneOf(Switch.class)).addAll(features);
    }

    private static Map<String, ClassNode> classes(String agentJar) {
        Map<String, ClassNode> classes = new HashMap<>();
        try (JarFile jar = new JarFile(agentJar)) {
            List<JarEntry> entries = jar.stream()
                    .filter(entry -> entry.getName().startsWith(HOOKS) && !entry.isDirectory())
                    .toList();
            for (JarEntry entry : entries) {
                try (InputStream in = jar.getInputStream(entry)) {
                    ClassNode node = new ClassNode();
                    new ClassReader(in.readAllBytes()).accept(node, ClassReader.SKIP_CODE);
                    classes.put(node.name, node);
                }
            }
            return classes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static AnnotationNode annotation(ClassNode node, String name) {
        List<AnnotationNode> all = node.invisibleAnnotations == null ? List.of() : node.invisibleAnnotations;
        return all.stream()
                .filter(each -> each.desc.equals(WEAVE + name + ";"))
                .findFirst()
                .orElse(null);
    }

    private static Object value(AnnotationNode annotation, String key) {
        List<Object> values = annotation.values == null ? List.of() : annotation.values;
        int at = values.indexOf(key);
        return at < 0 ? null : values.get(at + 1);
    }

    private static String text(AnnotationNode annotation, String key) {
        return (String) value(annotation, key);
    }

    private static List<String> texts(AnnotationNode annotation, String key) {
        List<?> values = (List<?>) value(annotation, key);
        return values == null
                ? List.of()
                : values.stream().map(String.class::cast).toList();
    }

    private static List<Switch> features(AnnotationNode annotation) {
        return ((List<?>) value(annotation, "feature"))
                .stream()
                        .map(constant -> Switch.valueOf(((String[]) constant)[1]))
                        .toList();
    }
}
