package io.kafkalifeline.diagnosis;

import io.kafkalifeline.log.ForeignText;
import java.lang.ref.WeakReference;

/** The thread that drives a client's connections: when it has died, nothing else matters. Any thread may ask. */
public final class NetworkThread {
    private volatile WeakReference<Thread> last = new WeakReference<>(null);
    private volatile String error;

    NetworkThread() {}

    /** This thread drives the client now. */
    public void drives() {
        Thread thread = Thread.currentThread();
        if (last.get() != thread) {
            last = new WeakReference<>(thread);
        }
    }

    /** An error has come out of the client's work, of which its thread may die. */
    public void broke(Error thrown) {
        error = thrown.getClass().getSimpleName()
                + (thrown instanceof OutOfMemoryError ? ": " + ForeignText.of(thrown) : "");
    }

    /** Says that the thread is dead, and of what; null where it lives, or has not lived yet. */
    String explain() {
        Thread thread = last.get();
        if (thread == null || thread.isAlive()) {
            return null;
        }
        String of = error;
        return "the client's network thread " + thread.getName() + " has died" + (of == null ? "" : " of " + of)
                + (of != null && of.startsWith("OutOfMemoryError")
                        ? " (give this JVM more heap, or find what fills it; this client does not come back, make a new one)"
                        : " (this client does not come back: make a new one, and look for its last exception in the log)");
    }
}
