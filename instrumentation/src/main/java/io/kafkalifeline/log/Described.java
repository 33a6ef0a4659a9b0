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
        String message = isAboutClasses(e) ? SecretShapes.mask(text.verbatim()) : text.toString();
        return message.isEmpty() ? type : type + ": " + message;
    }

    /**
     * What the JVM says of classes that it cannot link holds names of classes and nobody's data. But what a class has thrown
     * while it was initialised is quoted (JDK-8048190), and a native library comes with its path.
     */
    private static boolean isAboutClasses(Throwable e) {
        return e instanceof LinkageError
                && !(e instanceof ExceptionInInitializerError)
                && !(e instanceof UnsatisfiedLinkError);
    }

    private static Throwable told(Throwable e) {
        return e instanceof InvocationTargetException && e.getCause() != null ? e.getCause() : e;
    }
}
