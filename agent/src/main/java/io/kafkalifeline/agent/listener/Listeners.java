package io.kafkalifeline.agent.listener;

import io.kafkalifeline.api.BrokerInitListener;
import io.kafkalifeline.events.InitEvents;
import io.kafkalifeline.events.JsonEvents;
import io.kafkalifeline.init.InitSink;
import io.kafkalifeline.init.Initialisation;
import io.kafkalifeline.log.OperatorLog;
import io.kafkalifeline.telemetry.InitQueue;
import io.kafkalifeline.telemetry.LiveCounts;
import io.kafkalifeline.telemetry.OwnThreads;
import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The listeners that the operator has asked for, on a thread of their own. */
public final class Listeners implements Supplier<Consumer<Initialisation>> {
    private static final int QUEUE_CAPACITY = 4_096;
    /** What the exit of the JVM may be delayed by, so that the last events are heard. */
    private static final long EXIT_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static InitSink sink;

    private final String jar;
    private final boolean json;

    private Listeners(String jar, boolean json) {
        this.jar = jar;
        this.json = json;
    }

    /**
     * The one sink of this JVM, for all its kafka-clients. Loads no listener: that happens on their own thread, with the
     * first initialisation.
     *
     * @param jar the path of a jar with {@link BrokerInitListener}s; empty for none
     * @param json whether to write each event as a line of JSON
     * @return null where nothing is asked for
     */
    public static synchronized InitSink sink(String jar, boolean json) {
        if (sink == null && (!jar.isEmpty() || json)) {
            InitQueue queue = new InitQueue("listeners", new Listeners(jar, json), QUEUE_CAPACITY, new LiveCounts());
            sink = queue;
            drainAtExit(queue);
        }
        return sink;
    }

    private static void drainAtExit(InitQueue queue) {
        try {
            Runtime.getRuntime()
                    .addShutdownHook(OwnThreads.daemon("listeners-exit", () -> queue.awaitDrained(EXIT_NANOS)));
        } catch (IllegalStateException e) {
            // The JVM is on its way out already.
            return;
        }
    }

    @Override
    public Consumer<Initialisation> get() {
        List<BrokerInitListener> listeners = new ArrayList<>();
        if (json) {
            listeners.add(new JsonEvents(OperatorLog::raw));
        }
        if (!jar.isEmpty()) {
            load(listeners);
        }
        return listeners.isEmpty() ? null : new InitEvents(listeners);
    }

    private void load(List<BrokerInitListener> listeners) {
        File file = new File(jar);
        if (!file.isFile()) {
            OperatorLog.line("listener.jar=" + jar + " is no file: no listener is called");
            return;
        }
        int before = listeners.size();
        try {
            // Never closed: listeners may load classes as long as they live.
            URLClassLoader loader =
                    new URLClassLoader(new URL[] {file.toURI().toURL()}, BrokerInitListener.class.getClassLoader());
            Iterator<BrokerInitListener> found =
                    ServiceLoader.load(BrokerInitListener.class, loader).iterator();
            while (found.hasNext()) {
                listeners.add(found.next());
            }
        } catch (ServiceConfigurationError | LinkageError | RuntimeException | MalformedURLException e) {
            OperatorLog.line("listener.jar=" + jar + " cannot be used: " + e);
            return;
        }
        if (listeners.size() == before) {
            OperatorLog.line("listener.jar=" + jar + " names no " + BrokerInitListener.class.getName()
                    + " under META-INF/services: no listener is called");
        }
    }
}
