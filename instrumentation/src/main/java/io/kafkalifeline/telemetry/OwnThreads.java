package io.kafkalifeline.telemetry;

import java.security.AccessController;
import java.security.PrivilegedAction;

/** Makes and recognises the agent's threads. */
public final class OwnThreads {
    /** The default of most platforms; {@code -Xss} may have made it too small for OpenTelemetry. */
    private static final long STACK_BYTES = 1 << 20;

    private static final ThreadGroup GROUP = new ThreadGroup(topGroup(), "kafka-lifeline");

    private OwnThreads() {}

    /**
     * Makes a daemon thread that keeps nothing of the calling thread alive or in effect: not its thread locals, its
     * thread group, its context class loader, nor the protection domains on its stack. The caller may well be an
     * application's network thread.
     *
     * @param name what comes after {@code kafka-lifeline-}
     */
    public static Thread daemon(String name, Runnable task) {
        return AccessController.doPrivileged((PrivilegedAction<Thread>) () -> {
            Thread thread = new Thread(GROUP, task, "kafka-lifeline-" + name, STACK_BYTES, false);
            thread.setDaemon(true);
            thread.setContextClassLoader(OwnThreads.class.getClassLoader());
            return thread;
        });
    }

    /** Whether the calling thread is ours, or was started by one of ours: a thread group is inherited. */
    public static boolean onOne() {
        return Thread.currentThread().getThreadGroup() == GROUP;
    }

    private static ThreadGroup topGroup() {
        ThreadGroup group = Thread.currentThread().getThreadGroup();
        while (group.getParent() != null) {
            group = group.getParent();
        }
        return group;
    }
}
