package io.kafkalifeline.hooks.kafka;

import java.lang.reflect.Field;

/** A field of Kafka's that has no accessor. Whether it exists was checked before anything was woven. */
final class PrivateField {
    private final Field field;

    private PrivateField(Field field) {
        this.field = field;
    }

    static PrivateField of(Class<?> owner, String name) {
        try {
            Field field = owner.getDeclaredField(name);
            field.setAccessible(true);
            return new PrivateField(field);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Finds a field of a class that is not visible from here; {@code neighbour} is any class of the same kafka-clients.
     */
    static PrivateField of(Class<?> neighbour, String owner, String name) {
        try {
            return of(Class.forName(owner, false, neighbour.getClassLoader()), name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether that object has this field. */
    boolean isIn(Object owner) {
        return field.getDeclaringClass().isInstance(owner);
    }

    Object get(Object owner) {
        try {
            return field.get(owner);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    boolean getBoolean(Object owner) {
        return (Boolean) get(owner);
    }

    int getInt(Object owner) {
        return (Integer) get(owner);
    }

    long getLong(Object owner) {
        return (Long) get(owner);
    }

    void set(Object owner, Object value) {
        try {
            field.set(owner, value);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
