package io.kafkalifeline.hooks.kafka;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;

/** A method of Kafka's that is not public. Whether it exists was checked before anything was woven. */
final class PrivateMethod {
    private final Method method;

    private PrivateMethod(Method method) {
        this.method = method;
    }

    static PrivateMethod of(Class<?> owner, String name, Class<?>... parameters) {
        try {
            Method method = owner.getDeclaredMethod(name, parameters);
            method.setAccessible(true);
            return new PrivateMethod(method);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Finds a class that is not visible from here; {@code neighbour} is any class of the same kafka-clients. */
    static Class<?> type(Class<?> neighbour, String name) {
        try {
            return Class.forName(name, false, neighbour.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    /** How many arguments it takes. */
    int takes() {
        return method.getParameterCount();
    }

    /** Calls it; what it throws is thrown as it is where it is unchecked, else inside an IllegalStateException. */
    Object invoke(Object owner, Object... arguments) {
        try {
            return method.invoke(owner, arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException) {
                throw (RuntimeException) e.getCause();
            }
            throw new IllegalStateException(e);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
