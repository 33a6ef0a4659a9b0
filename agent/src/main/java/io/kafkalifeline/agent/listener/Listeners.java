package io.kafkalifeline.agent.listener;

import io.kafkalifeline.api.BrokerInitListener;
import io.kafkalifeline.events.InitEvents;
import io.kafkalifeline.events.JsonEvents;
import io.kafkalifeline.init.InitSink;
import io.kafkalifeline.init.InitSinks;
import io.kafkalifeline.init.Initialisation;
import io.kafkalifeline.log.OperatorLog;
import io.kafkalifeline.telemetry.Drops;
import io.kafkalifeline.telemetry.InitQueue;
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

    private final Drops drops;
    /** In the order in which they are drained: a queue that feeds another one comes before it. */
    private final List<InitQueue<Initialisation>> queues = new CopyOnWriteArrayList<>();

    private Listeners(Drops drops) {
        this.drops = drops;
    }

    /**
     * Returns the one sink of this JVM, for all its kafka-clients. Loads no listener: that happens on a thread of
     * ours, with the first initialisation.
     *
     * @param jar the path of a jar with {@link BrokerInitListener}s; empty for none
     * @param json whether to write each event as a line of JSON
     * @param drops counts the events that a listener was too slow for
     */
    public static synchronized InitSink sink(String jar, boolean json, Drops drops) {
        if (sink == null) {
            Listeners listeners = new Listeners(drops);
            List<InitSink> sinks = new ArrayList<>();
            if (json) {
                sinks.add(listeners.queue("log.events", new JsonEvents(OperatorLog::raw))::accept);
            }
            if (!jar.isEmpty()) {
                sinks.add(listeners.load(new ListenerJar(jar))::accept);
            }
            sink = InitSinks.all(sinks);
            listeners.drainAtExit();
        }
        return sink;
    }

    private InitQueue<Initialisation> queue(String name, BrokerInitListener listener) {
        InitQueue<Initialisation> queue = new InitQueue<>(name, () -> new InitEvents(listener), QUEUE_CAPACITY, drops);
        queues.add(queue);
        return queue;
    }

    /** Makes a queue whose thread loads the listeners and hands every event on to a queue for each of them. */
    private InitQueue<Initialisation> load(ListenerJar jar) {
        InitQueue<Initialisation> queue = new InitQueue<>("listeners", () -> toEach(jar.load()), QUEUE_CAPACITY, drops);
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
        for (InitQueue<Initialisation> queue : queues) {
            queue.awaitDrained(end - System.nanoTime());
        }
    }
}
