package io.kafkalifeline.log;

import java.lang.reflect.InvocationTargetException;

/** Describes an exception to an operator: its class and place, never its message, which could carry a secret. */
public final class Described {
    private Described() {}

    /** Returns {@code java.lang.IllegalStateException at io.kafkalifeline.…}. */
    public static String of(Throwable e) {
        if (e instanceof InvocationTargetException && e.getCause() != null) {
            return of(e.getCause());
        }
        StackTraceElement[] frames = e.getStackTrace();
        return e.getClass().getName() + (frames.length == 0 ? "" : " at " + frames[0]);
    }
}
