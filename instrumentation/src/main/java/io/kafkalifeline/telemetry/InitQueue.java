package io.kafkalifeline.telemetry;

import io.kafkalifeline.init.InitSink;
import io.kafkalifeline.init.Initialisation;
import io.kafkalifeline.log.Described;
import io.kafkalifeline.log.OperatorLog;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Carries initialisations from Kafka's network threads to one daemon thread of ours, which makes spans and metrics of
 * them, or calls a listener. The network threads only add to a bounded queue, without any lock; what does not fit is
 * dropped and counted.
 *
 * <p>Making a queue is cheap and touches no OpenTelemetry class: the thread, and on it the output, starts with the
 * first initialisation.
 */
public final class InitQueue implements InitSink {
    private final String name;
    private final Supplier<Consumer<Initialisation>> output;
    private final int capacity;
    private final DropReport drops;
    private final Queue<Initialisation> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger pending = new AtomicInteger();
    private final LiveCounts counts;
    private final AtomicBoolean started = new AtomicBoolean();
    private final Thread thread;
    private volatile boolean off;

    /**
     * @param name of what takes the initialisations, for the operator and for the thread
     * @param output called once, on our thread, at the first initialisation; null as its result turns this sink off for
     *     good
     * @param capacity how many initialisations may wait
     * @param counts counts what is dropped
     */
    public InitQueue(String name, Supplier<Consumer<Initialisation>> output, int capacity, LiveCounts counts) {
        this.name = name;
        this.output = output;
        this.capacity = capacity;
        this.counts = counts;
        counts.output(name);
        this.drops = new DropReport(name);
        this.thread = OwnThreads.daemon(name, this::run);
    }

    @Override
    public void accept(Initialisation initialisation) {
        if (off) {
            return;
        }
        if (pending.incrementAndGet() > capacity) {
            pending.decrementAndGet();
            counts.dropped(name);
            drops.dropped();
            return;
        }
        queue.add(initialisation);
        if (!started.get() && started.compareAndSet(false, true)) {
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
            thread.start();
        } catch (Throwable e) {
            // "unable to create native thread" is no reason to fail the client's network thread.
            off = true;
            queue.clear();
        }
    }

    private void run() {
        Consumer<Initialisation> taker = startOutput();
        while (taker != null) {
            Initialisation next = queue.poll();
            if (next == null) {
                LockSupport.park(this);
                // An interrupt is nothing to us, but would turn park() into a busy loop.
                Thread.interrupted();
            } else {
                handOn(next, taker);
            }
        }
        off = true;
        queue.clear();
    }

    private Consumer<Initialisation> startOutput() {
        try {
            return output.get();
        } catch (Throwable e) {
            OperatorLog.once(name + ".start", name + " stays off: starting it failed with " + Described.of(e));
            return null;
        }
    }

    private void handOn(Initialisation initialisation, Consumer<Initialisation> taker) {
        try {
            taker.accept(initialisation);
        } catch (Throwable e) {
            OperatorLog.once(name + "." + e.getClass().getName(), name + " failed with " + Described.of(e));
        } finally {
            pending.decrementAndGet();
        }
    }
}
