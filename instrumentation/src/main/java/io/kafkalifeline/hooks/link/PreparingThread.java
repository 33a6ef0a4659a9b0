package io.kafkalifeline.hooks.link;

/**
 * Marks threads of ours that prepare an authenticator ahead of time (R9: token before handshake, off the network
 * thread): what they do with Kafka's classes is no part of an exchange yet, and no hook may take it for one.
 */
public final class PreparingThread {
    private static final ThreadLocal<Boolean> WORKING = new ThreadLocal<>();

    private PreparingThread() {}

    public static void begin() {
        WORKING.set(true);
    }

    public static void end() {
        WORKING.remove();
    }

    /** Whether the calling thread is one. */
    static boolean isThis() {
        return WORKING.get() != null;
    }
}
