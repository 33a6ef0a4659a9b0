package io.kafkalifeline.agent.weaving;

import io.kafkalifeline.agent.loading.Privileged;
import java.security.PrivilegedExceptionAction;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Our threads for weaving, with a stack that {@code -Xss} does not make smaller. There is none before the first class
 * of Kafka, and none is left five seconds after the last. As many as there are callers: see {@link Errand}.
 */
final class OwnStack implements ThreadFactory {
    private static final long STACK_BYTES = 1 << 20;

    private final ThreadPoolExecutor threads =
            new ThreadPoolExecutor(0, Integer.MAX_VALUE, 5, TimeUnit.SECONDS, new SynchronousQueue<>(), this);

    /** Starts it. */
    void execute(Runnable task) throws Exception {
        // No lambda: the first one of a JVM needs more stack than the caller may have.
        Privileged.call(new PrivilegedExceptionAction<Void>() {
            @Override
            public Void run() {
                threads.execute(task);
                return null;
            }
        });
    }

    /**
     * Does something that may want a lock of the thread that waits for us, and does not wait for it for ever: whoever
     * loads a class while it prints a line holds the lock of {@code System.err}.
     */
    void atMostASecond(Runnable task) {
        CountDownLatch done = new CountDownLatch(1);
        try {
            execute(() -> {
                try {
                    task.run();
                } finally {
                    done.countDown();
                }
            });
            done.await(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            task.run();
        }
    }

    @Override
    public Thread newThread(Runnable task) {
        ThreadGroup group = Thread.currentThread().getThreadGroup();
        while (group.getParent() != null) {
            group = group.getParent();
        }
        Thread thread = new Thread(group, task, "kafka-lifeline-weaving", STACK_BYTES, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(OwnStack.class.getClassLoader());
        return thread;
    }
}
