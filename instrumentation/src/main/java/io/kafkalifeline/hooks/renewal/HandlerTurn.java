package io.kafkalifeline.hooks.renewal;

import io.kafkalifeline.hooks.kafka.WeakIdentityMap;
import io.kafkalifeline.hooks.link.PreparingThread;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.common.utils.Utils;

/**
 * The calls of one callback handler: one at a time, as by stock Kafka, whoever calls, and none after {@code close()}
 * (R9: the token comes before the handshake, from another thread). What is asked ahead of time runs on one thread after
 * the other; each is made by the client's own thread and inherits what a thread inherits. The client's own thread waits
 * for none of them: it does something else while {@link #isBusy}, and what {@linkplain #want it wants} comes next.
 * Thread-safe.
 */
final class HandlerTurn {
    private static final String PACKAGE = Time.class.getName();
    private static final String KAFKA = PACKAGE.substring(0, PACKAGE.length() - "common.utils.Time".length());

    /** A client that is being closed waits for no longer. Without the agent, the call would be its own thread's. */
    private static final long CLOSE_WAIT_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final WeakIdentityMap<HandlerTurn> BY_HANDLER = new WeakIdentityMap<>();

    /** Kafka's own handlers keep no state: any number of threads may call them. */
    private final boolean kafkas;
    /** Guarded by this object, as are the next ones. Threads that were not started yet. */
    private final Deque<Ask> waiting = new ArrayDeque<>();
    /** The thread of ours that calls now; null where none does. */
    private Ask working;
    /** The client's own thread is to call next. */
    private boolean wanted;

    private boolean closed;
    /** Closed by the thread of ours that is in the handler now, when it comes out; null where it is not to be. */
    private AutoCloseable toClose;

    private HandlerTurn(boolean kafkas) {
        this.kafkas = kafkas;
    }

    /** Returns that of this handler, made where there is none yet. */
    static synchronized HandlerTurn of(Object handler) {
        HandlerTurn known = BY_HANDLER.get(handler);
        if (known == null) {
            known = new HandlerTurn(isKafkas(handler));
            BY_HANDLER.put(handler, known);
        }
        return known;
    }

    /** Returns that of this handler; null where there is none. */
    static synchronized HandlerTurn known(Object handler) {
        return BY_HANDLER.get(handler);
    }

    /** Whether this handler is one of Kafka's own, which answer from memory. */
    static boolean isKafkas(Object handler) {
        return handler.getClass().getName().startsWith(KAFKA);
    }

    /** Whether a thread of ours is in the handler, so that the client's own thread must not call it. */
    synchronized boolean isBusy() {
        return working != null && !kafkas;
    }

    /** The client's own thread is to call next, before what waits; or not any more. */
    synchronized void want(boolean calls) {
        wanted = calls;
        startNext();
    }

    /**
     * Runs that on a thread of ours when it is its turn. Called by the client's own thread, of which that thread
     * inherits what threads inherit, and its diagnostic context; returns false where the handler is closed.
     *
     * @param after run when the handler may be called by the next one
     */
    synchronized boolean ask(Runnable call, Runnable after) {
        if (closed) {
            return false;
        }
        waiting.add(new Ask(call, after));
        startNext();
        return true;
    }

    private synchronized void startNext() {
        if (working != null || wanted || waiting.isEmpty()) {
            return;
        }
        working = waiting.remove();
        try {
            working.thread.start();
        } catch (OutOfMemoryError e) {
            // There can be no more threads just now: with the next poll. If not even that can be kept, the handler is
            // free.
            Ask failed = working;
            working = null;
            waiting.addFirst(failed.again());
        }
    }

    private void run(Ask ask) {
        try {
            ask.context.set();
            PreparingThread.begin();
            ask.call.run();
        } finally {
            PreparingThread.end();
            goOn();
            ask.after.run();
        }
    }

    private void goOn() {
        AutoCloseable closing;
        synchronized (this) {
            working = null;
            closing = toClose;
            toClose = null;
            startNext();
            notifyAll();
        }
        if (closing != null) {
            Utils.closeQuietly(closing, "channel builder");
        }
    }

    /**
     * A channel builder is about to close this handler. Returns whether that is left to a thread of ours, because it is
     * in the handler for longer than a client that is being closed can wait.
     */
    synchronized boolean closing(AutoCloseable builder) {
        closed = true;
        waiting.clear();
        long begin = System.nanoTime();
        for (long left = CLOSE_WAIT_NANOS; isWorking() && left > 0; ) {
            try {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
            left = CLOSE_WAIT_NANOS - (System.nanoTime() - begin);
        }
        toClose = isWorking() ? builder : null;
        return toClose != null;
    }

    private boolean isWorking() {
        return working != null && working.thread != Thread.currentThread();
    }

    /** One call, and the thread for it, which inherits from the thread that makes it here. */
    private final class Ask {
        final Runnable call;
        final Runnable after;
        final DiagnosticContext context = DiagnosticContext.ofThisThread();
        final Thread thread;

        Ask(Runnable call, Runnable after) {
            this.call = call;
            this.after = after;
            this.thread = new Thread(null, () -> run(this), "kafka-lifeline-credentials");
            this.thread.setDaemon(true);
        }

        /** A thread that could not be started may not be started again. */
        Ask again() {
            return new Ask(call, after);
        }
    }
}
