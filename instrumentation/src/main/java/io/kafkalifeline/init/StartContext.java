package io.kafkalifeline.init;

/** Tells what the calling thread is doing when an initialisation begins, such as its current span. Never blocks. */
@FunctionalInterface
public interface StartContext {
    /** Remembers nothing of the calling thread. */
    StartContext NONE = () -> null;

    /**
     * Returns what {@link Initialisation#startContext()} will be; null where the thread is doing nothing of interest.
     */
    Object current();
}
