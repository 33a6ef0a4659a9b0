package io.kafkalifeline.hooks.link;

/**
 * Marks threads of ours that prepare an authenticator ahead of time (R9: the token comes before the handshake, from
 * another thread). What they do with Kafka's classes belongs to no exchange yet, and no hook may take it for one.
 */
public final class PreparingThread {
    private static final ThreadLocal<Boolean> WORKING = new ThreadLocal<>();

    private PreparingThread() {}

    /** The calling thread begins to prepare an authenticator. */
    public static void begin() {
        WORKING.set(true);
    }

    /** The calling thread has finished. */
    public static void end() {
        WORKING.remove();
    }

    /** Whether the calling thread prepares an authenticator. */
    static boolean isThis() {
        return WORKING.get() != null;
    }
}
