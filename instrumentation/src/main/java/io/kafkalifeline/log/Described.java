package io.kafkalifeline.agent.weaving;

import java.lang.reflect.InvocationTargetException;

/** What may be said of an exception to an operator: where, not what, for its message could carry a secret. */
final class Described {
    private Described() {}

    static String of(Throwable e) {
        if (e instanceof InvocationTargetException && e.getCause() != null) {
            return of(e.getCause());
        }
        StackTraceElement[] frames = e.getStackTrace();
        return e.getClass().getName() + (frames.length == 0 ? "" : " at " + frames[0]);
    }
}
