package io.kafkalifeline.diagnosis;

import io.kafkalifeline.init.Failure;
import io.kafkalifeline.init.Target;
import io.kafkalifeline.log.ForeignText;
import java.lang.ref.WeakReference;

/** The thread that drives a client's connections: when it has died, nothing else matters. Any thread may ask. */
public final class NetworkThread {
    private static final String NEW_CLIENT = "this client does not come back, make a new one";

    private volatile WeakReference<Thread> last = new WeakReference<>(null);
    private volatile String error;
    private volatile String foreign;

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

    /**
     * There was no memory for an answer whose first bytes are not Kafka's: they are no length, and the heap is not too
     * small.
     *
     * @param failure what they are
     */
    public void misread(Target target, Failure failure) {
        foreign = "when it took the first bytes of an answer of broker " + target + " for its length; "
                + failure.message() + " (" + NEW_CLIENT + "; " + LikelyReason.ofForeignAnswer(failure) + ")";
    }

    /** Says that the thread is dead, and of what; null where it lives, or has not lived yet. */
    String explain() {
        Thread thread = last.get();
        if (thread == null || thread.isAlive()) {
            return null;
        }
        String of = error;
        String misread = foreign;
        String dead = "the client's network thread " + thread.getName() + " has died" + (of == null ? "" : " of " + of);
        if (of == null || !of.startsWith("OutOfMemoryError")) {
            return dead
                    + " (this client does not come back: make a new one, and look for its last exception in the log)";
        }
        return misread == null
                ? dead + " (give this JVM more heap, or find what fills it; " + NEW_CLIENT + ")"
                : dead + " " + misread;
    }
}
