package io.kafkalifeline.agent.weaving;

import java.io.IOException;
import java.util.concurrent.TimeoutException;

/** Tells what was wrong with one moment of one thread (its stack, the memory, an interrupt, open files) from the rest. */
final class Moment {
    private static final int DEEPEST = 16;

    private Moment() {}

    /** Whether it may succeed if it is tried again. */
    static boolean isToBlame(Throwable e) {
        Throwable cause = e;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            if (cause instanceof StackOverflowError
                    || cause instanceof OutOfMemoryError
                    || cause instanceof IOException
                    || cause instanceof InterruptedException
                    || cause instanceof TimeoutException) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }
}
