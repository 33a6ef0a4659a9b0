package io.kafkalifeline.agent.listener;

import io.kafkalifeline.api.BrokerInitListener;
import io.kafkalifeline.events.InitEvents;
import io.kafkalifeline.events.JsonEvents;
import io.kafkalifeline.init.InitSink;
import io.kafkalifeline.init.InitSinks;
import io.kafkalifeline.init.Initialisation;
import io.kafkalifeline.log.OperatorLog;
import io.kafkalifeline.telemetry.InitQueue;
import io.kafkalifeline.telemetry.LiveCounts;
import io.kafkalifeline.telemetry.OwnThreads;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The listeners that the operator has asked for, each on a thread of its own: none waits for another. */
public final class Listeners {
    private static final int QUEUE_CAPACITY = 4_096;
    /** How long the exit of the JVM may be delayed so that listeners hear the last events. */
    private static final long EXIT_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static InitSink sink;

    private final LiveCounts counts;
    /** In the order in which they are drained: a queue that feeds another one comes before it. */
    private final List<InitQueue> queues = new CopyOnWriteArrayList<>();

    private Listeners(LiveCounts counts) {
        this.counts = counts;
    }

    /**
     * Returns the one sink of this JVM, for all its kafka-clients. Loads no listener: that happens on a thread of
     * ours, with the first initialisation.
     *
     * @param jar the path of a jar with {@link BrokerInitListener}s; empty for none
     * @param json whether to write each event as a line of JSON
     * @param counts counts the events that a listener was too slow for
     */
    public static synchronized InitSink sink(String jar, boolean json, LiveCounts counts) {
        if (sink == null) {
            Listeners listeners = new Listeners(counts);
            List<InitSink> sinks = new ArrayList<>();
            if (json) {
                sinks.add(listeners.queue("log.events", new JsonEvents(OperatorLog::raw)));
            }
            if (!jar.isEmpty()) {
                sinks.add(listeners.load(new ListenerJar(jar)));
            }
            sink = InitSinks.all(sinks);
            listeners.drainAtExit();
        }
        return sink;
    }

    private InitQueue queue(String name, BrokerInitListener listener) {
        InitQueue queue = new InitQueue(name, () -> new InitEvents(listener), QUEUE_CAPACITY, counts);
        queues.add(queue);
        return queue;
    }

    /** Makes a queue whose thread loads the listeners and hands every event on to a queue for each of them. */
    private InitQueue load(ListenerJar jar) {
        InitQueue queue = new InitQueue("listeners", () -> toEach(jar.load()), QUEUE_CAPACITY, counts);
        queues.add(queue);
        return queue;
    }

    private Consumer<Initialisation> toEach(List<BrokerInitListener> listeners) {
        Consumer<Initialisation> all = null;
        for (BrokerInitListener listener : listeners) {
            Consumer<Initialisation> one =
                    queue("listener " + listener.getClass().getName(), listener)::accept;
            all = all == null ? one : all.andThen(one);
        }
        return all;
    }

    private void drainAtExit() {
        try {
            Runtime.getRuntime().addShutdownHook(OwnThreads.daemon("listeners-exit", this::drain));
        } catch (IllegalStateException e) {
            // The JVM is on its way out already.
            return;
        }
    }

    private void drain() {
        long end = System.nanoTime() + EXIT_NANOS;
        for (InitQueue queue : queues) {
            queue.awaitDrained(end - System.nanoTime());
        }
    }
}
