package io.kafkalifeline.telemetry;

import io.kafkalifeline.log.Described;
import io.kafkalifeline.log.OperatorLog;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Carries initialisations from Kafka's network threads to one daemon thread of ours, which makes spans and metrics of
 * them, or calls a listener. The network threads only add to a bounded queue, without any lock; what does not fit is
 * dropped and counted.
 *
 * <p>Making a queue is cheap and touches no OpenTelemetry class: the thread, and on it the output, starts with the
 * first initialisation.
 *
 * @param <T> an initialisation, or one with what else its output has to know
 */
public final class InitQueue<T> {
    private final String name;
    private final Supplier<Consumer<T>> output;
    private final BooleanSupplier resting;
    private final int capacity;
    private final DropReport report;
    private final Queue<T> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger pending = new AtomicInteger();
    private final Drops drops;
    private final AtomicBoolean running = new AtomicBoolean();
    private volatile Thread thread;
    private volatile boolean off;
    /** What the output has given; used by one thread of ours after the other. */
    private Consumer<T> taker;

    /**
     * @param name of what takes the initialisations, for the operator and for the thread
     * @param output called once, on our thread, at the first initialisation; null as its result turns this queue off
     *     for good
     * @param capacity how many initialisations may wait
     * @param drops counts what is dropped
     */
    public InitQueue(String name, Supplier<Consumer<T>> output, int capacity, Drops drops) {
        this(name, output, () -> false, capacity, drops);
    }

    /**
     * The same where the output may have nothing to do for long.
     *
     * @param resting whether our thread shall end when it has handed on everything; the next initialisation starts
     *     another one. Asked on our thread
     */
    public InitQueue(String name, Supplier<Consumer<T>> output, BooleanSupplier resting, int capacity, Drops drops) {
        this.name = name;
        this.output = output;
        this.resting = resting;
        this.capacity = capacity;
        this.drops = drops;
        drops.output(name);
        this.report = new DropReport(name);
    }

    /** Takes one, or drops it where too many wait. Called on the client's network thread: never blocks. */
    public void accept(T initialisation) {
        if (off) {
            return;
        }
        if (pending.incrementAndGet() > capacity) {
            pending.decrementAndGet();
            drops.dropped(name);
            report.dropped();
            return;
        }
        queue.add(initialisation);
        if (!running.get() && running.compareAndSet(false, true)) {
            start();
        } else {
            LockSupport.unpark(thread);
        }
    }

    /**
     * Waits until everything that was accepted so far has been handed on.
     *
     * @return whether that came about within {@code timeoutNanos}
     */
    public boolean awaitDrained(long timeoutNanos) {
        long deadline = System.nanoTime() + timeoutNanos;
        while (pending.get() > 0 && !off) {
            if (System.nanoTime() - deadline >= 0) {
                return false;
            }
            LockSupport.parkNanos(this, TimeUnit.MILLISECONDS.toNanos(5));
        }
        return true;
    }

    private void start() {
        try {
            Thread next = OwnThreads.daemon(name, this::run);
            thread = next;
            next.start();
        } catch (Throwable e) {
            // "unable to create native thread" is no reason to fail the client's network thread.
            off = true;
            queue.clear();
        }
    }

    private void run() {
        if (taker == null) {
            taker = startOutput();
        }
        while (taker != null) {
            T next = queue.poll();
            if (next != null) {
                handOn(next);
            } else if (!resting.getAsBoolean()) {
                LockSupport.park(this);
                // An interrupt is nothing to us, but would turn park() into a busy loop.
                Thread.interrupted();
            } else if (ends()) {
                return;
            }
        }
        off = true;
        queue.clear();
    }

    /** Whether the calling thread is done: whoever adds to the queue from now on starts another one. */
    private boolean ends() {
        running.set(false);
        return queue.isEmpty() || !running.compareAndSet(false, true);
    }

    private Consumer<T> startOutput() {
        try {
            return output.get();
        } catch (Throwable e) {
            OperatorLog.once(name + ".start", name + " stays off: starting it failed with " + Described.of(e));
            return null;
        }
    }

    private void handOn(T initialisation) {
        try {
            taker.accept(initialisation);
        } catch (Throwable e) {
            OperatorLog.once(name + "." + e.getClass().getName(), name + " failed with " + Described.of(e));
        } finally {
            pending.decrementAndGet();
        }
    }
}
