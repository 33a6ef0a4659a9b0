package io.kafkalifeline.agent.weaving.reach;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.bytebuddy.jar.asm.AnnotationVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * One annotation of a class.
 *
 * @param type simple name of the annotation
 * @param values by property, those that are written down alone: strings, booleans, {@link Annotated}, lists of them;
 *     constants of enums by their names
 */
record Annotated(String type, Map<String, Object> values) {
    /** Reads one annotation of that descriptor into the list. */
    static AnnotationVisitor reader(String descriptor, List<? super Annotated> annotations) {
        Annotated read = new Annotated(simpleName(descriptor), new LinkedHashMap<>());
        annotations.add(read);
        return new Properties(read.values);
    }

    boolean is(Class<?> annotation) {
        return type.equals(simpleName(annotation.descriptorString()));
    }

    /** A property of one or more strings; an annotation takes one for a list of one. */
    List<String> texts(String property) {
        Object value = values.get(property);
        if (value == null) {
            return List.of();
        }
        return value instanceof List<?> several
                ? several.stream().map(String.class::cast).toList()
                : List.of((String) value);
    }

    String text(String property) {
        return texts(property).stream().findFirst().orElse("");
    }

    boolean flag(String property) {
        return Boolean.TRUE.equals(values.get(property));
    }

    /** The annotations in {@code value}. */
    List<Annotated> contained() {
        return ((List<?>) values.get("value"))
                .stream().map(Annotated.class::cast).toList();
    }

    private static String simpleName(String descriptor) {
        return descriptor.substring(descriptor.lastIndexOf('/') + 1, descriptor.length() - 1);
    }

    private static final class Properties extends AnnotationVisitor {
        private final Map<String, Object> values;

        Properties(Map<String, Object> values) {
            super(Opcodes.ASM9);
            this.values = values;
        }

        @Override
        public void visit(String name, Object value) {
            values.put(name, value);
        }

        @Override
        public void visitEnum(String name, String descriptor, String value) {
            values.put(name, value);
        }

        @Override
        public AnnotationVisitor visitArray(String name) {
            List<Object> elements = new ArrayList<>();
            values.put(name, elements);
            return new Elements(elements);
        }
    }

    private static final class Elements extends AnnotationVisitor {
        private final List<Object> elements;

        Elements(List<Object> elements) {
            super(Opcodes.ASM9);
            this.elements = elements;
        }

        @Override
        public void visit(String name, Object value) {
            elements.add(value);
        }

        @Override
        public void visitEnum(String name, String descriptor, String value) {
            elements.add(value);
        }

        @Override
        public AnnotationVisitor visitAnnotation(String name, String descriptor) {
            return reader(descriptor, elements);
        }
    }
}
