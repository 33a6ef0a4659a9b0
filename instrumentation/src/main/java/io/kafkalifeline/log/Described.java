package io.kafkalifeline.log;

import java.lang.reflect.InvocationTargetException;

/** Describes an exception to an operator. */
public final class Described {
    private Described() {}

    /**
     * Returns class and place, {@code java.lang.IllegalStateException at io.kafkalifeline.…}, without the message: where it
     * is ours the place says enough. Of a class that cannot be linked, which one it is.
     */
    public static String of(Throwable e) {
        Throwable told = told(e);
        StackTraceElement[] frames = told.getStackTrace();
        String type = told.getClass().getName();
        return (told instanceof LinkageError ? withMessage(type, told) : type)
                + (frames.length == 0 ? "" : " at " + frames[0]);
    }

    /** Returns class and message, {@code java.lang.IllegalStateException: …}, as far as it may be seen. */
    public static String briefly(Throwable e) {
        Throwable told = told(e);
        return withMessage(told.getClass().getName(), told);
    }

    /** Returns {@code ConnectException: Connection refused}: for those who know which program speaks. */
    public static String simply(Throwable e) {
        return withMessage(e.getClass().getSimpleName(), e);
    }

    private static String withMessage(String type, Throwable e) {
        ForeignText text = ForeignText.of(e);
        // What the JVM says of classes that it cannot link holds names of classes and nobody's data.
        String message = e instanceof LinkageError ? SecretShapes.mask(text.verbatim()) : text.toString();
        return message.isEmpty() ? type : type + ": " + message;
    }

    private static Throwable told(Throwable e) {
        return e instanceof InvocationTargetException && e.getCause() != null ? e.getCause() : e;
    }
}
