package io.kafkalifeline.hooks.renewal;

import io.kafkalifeline.hooks.kafka.WeakIdentityMap;
import io.kafkalifeline.hooks.link.PreparingThread;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.common.utils.Utils;

/**
 * The calls of one callback handler: one at a time, as by stock Kafka, whoever calls, and none after {@code close()}
 * (R9: the token comes before the handshake, from another thread). What is asked ahead of time runs on one thread after
 * the other; each is made by the client's own thread and inherits what a thread inherits. Thread-safe.
 */
public final class HandlerTurn {
    private static final String PACKAGE = Time.class.getName();
    private static final String KAFKA = PACKAGE.substring(0, PACKAGE.length() - "common.utils.Time".length());

    /**
     * The client's own thread waits for no longer: an application that holds a lock while it polls, which its handler
     * needs too, would be stuck for ever. Without the agent, it would have made the call that it waits for itself.
     */
    private static final long LONGEST_WAIT_SECONDS = 30;

    private static final long CLOSE_WAIT_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final WeakIdentityMap<HandlerTurn> BY_HANDLER = new WeakIdentityMap<>();
    private static final WeakIdentityMap<HandlerTurn> BY_BUILDER = new WeakIdentityMap<>();

    private final boolean kafkas;
    private final ReentrantLock turn = new ReentrantLock();
    /** Guarded by this object, as are the next three. Threads that were not started yet. */
    private final Queue<Ask> waiting = new ArrayDeque<>();
    /** The thread of ours that calls now; null where none does. */
    private Ask working;

    private boolean closed;
    /** Closed by the thread of ours that is in the handler now, when it comes out; null where it is not to be. */
    private AutoCloseable toClose;

    private HandlerTurn(boolean kafkas) {
        this.kafkas = kafkas;
    }

    /** Returns that of this handler. */
    static synchronized HandlerTurn of(Object handler) {
        HandlerTurn known = BY_HANDLER.get(handler);
        if (known == null) {
            known = new HandlerTurn(isKafkas(handler));
            BY_HANDLER.put(handler, known);
        }
        return known;
    }

    /** Whether this handler is one of Kafka's own, which answer from memory. */
    static boolean isKafkas(Object handler) {
        return handler.getClass().getName().startsWith(KAFKA);
    }

    /**
     * An authenticator of that builder is about to be made, which may call the handler; waits for the turn, and returns
     * what to {@link #end} afterwards.
     */
    public static HandlerTurn begin(Object builder, Object handler) {
        if (handler == null) {
            return null;
        }
        HandlerTurn turn = of(handler);
        if (BY_BUILDER.get(builder) == null) {
            BY_BUILDER.put(builder, turn);
        }
        return turn.take();
    }

    /** Waits for the turn; returns what to {@link #end}, or null. */
    HandlerTurn take() {
        if (kafkas) {
            return null;
        }
        if (PreparingThread.isThis()) {
            turn.lock();
            return this;
        }
        return turn.tryLock() || waitForTurn() ? this : null;
    }

    private boolean waitForTurn() {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return turn.tryLock(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
                } catch (InterruptedException e) {
                    interrupted = true;
                    interruptWorking();
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Without the agent the call under way would be the interrupted thread's own. */
    private synchronized void interruptWorking() {
        if (working != null) {
            working.thread.interrupt();
        }
    }

    /** The handler may be called by the next one; null is ignored. */
    public static void end(HandlerTurn turn) {
        if (turn != null) {
            turn.turn.unlock();
        }
    }

    /**
     * Runs that on a thread of ours when it is its turn. Called by the client's own thread, of which that thread
     * inherits what threads inherit, and its diagnostic context; returns false where there can be no such thread.
     */
    synchronized boolean ask(Runnable call) {
        if (closed) {
            return false;
        }
        Ask ask = new Ask(call);
        if (working != null) {
            waiting.add(ask);
            return true;
        }
        return start(ask);
    }

    private synchronized boolean start(Ask ask) {
        try {
            working = ask;
            ask.thread.start();
            return true;
        } catch (OutOfMemoryError e) {
            working = null;
            return false;
        }
    }

    private void run(Runnable call) {
        PreparingThread.begin();
        HandlerTurn taken = take();
        try {
            call.run();
        } finally {
            end(taken);
            PreparingThread.end();
            goOn();
        }
    }

    private void goOn() {
        AutoCloseable closing;
        Ask notStarted;
        synchronized (this) {
            working = null;
            closing = toClose;
            toClose = null;
            Ask next = waiting.poll();
            notStarted = next == null || start(next) ? null : next;
            notifyAll();
        }
        if (closing != null) {
            Utils.closeQuietly(closing, "channel builder");
        }
        if (notStarted != null) {
            // There can be no more threads just now: better with another context than never.
            run(notStarted.call);
        }
    }

    /**
     * A channel builder is about to close its handler. Returns whether that is left to a thread of ours, because it is
     * in the handler for longer than a client that is being closed can wait.
     */
    public static boolean closing(Object builder) {
        HandlerTurn turn = BY_BUILDER.get(builder);
        return turn != null && turn.closeLater((AutoCloseable) builder);
    }

    private synchronized boolean closeLater(AutoCloseable builder) {
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
        final Thread thread;

        Ask(Runnable call) {
            DiagnosticContext context = DiagnosticContext.ofThisThread();
            this.call = call;
            this.thread = new Thread(
                    null,
                    () -> {
                        context.set();
                        run(call);
                    },
                    "kafka-lifeline-credentials");
            this.thread.setDaemon(true);
        }
    }
}
