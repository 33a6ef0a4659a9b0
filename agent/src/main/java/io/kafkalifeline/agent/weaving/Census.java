package io.kafkalifeline.agent.weaving;

import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;

/**
 * Looks for classes that were loaded and that the agent has not seen: where a stack overflows just before the JVM asks
 * the agent, or it is just being loaded when the agent is attached, the class is loaded as it is and nobody is told. Runs on a thread of ours a second after hooks were linked.
 */
final class Census implements Runnable {
    private static final long PAUSE_MS = 1_000;

    private final SecondTries secondTries;
    private final WeakReference<ClassLoader> loader;
    private final Predicate<String> seen;
    private final AtomicBoolean due = new AtomicBoolean();

    /**
     * @param loader whose kafka-clients it is about
     * @param seen whether the agent has seen a class, or need not: asked by the class's name
     */
    Census(SecondTries secondTries, ClassLoader loader, Predicate<String> seen) {
        this.secondTries = secondTries;
        this.loader = new WeakReference<>(loader);
        this.seen = seen;
    }

    /** A hook of that library was linked. */
    void linked() {
        if (due.compareAndSet(false, true)) {
            try {
                secondTries.serving().execute(this);
            } catch (Throwable e) {
                due.set(false); // no thread now: after the next one
            }
        }
    }

    @Override
    public void run() {
        try {
            Thread.sleep(PAUSE_MS);
            due.set(false);
            ClassLoader alive = loader.get();
            if (alive == null) {
                return;
            }
            for (Class<?> loaded : secondTries.serving().loaded(alive)) {
                if (!seen.test(loaded.getName())) {
                    secondTries.postpone(alive, loaded.getName(), null);
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            due.set(false);
        }
    }
}
