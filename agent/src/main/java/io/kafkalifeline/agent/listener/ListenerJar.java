package io.kafkalifeline.agent.listener;

import io.kafkalifeline.api.BrokerInitListener;
import io.kafkalifeline.log.Described;
import io.kafkalifeline.log.OperatorLog;
import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/** The jar that {@code listener.jar} names. Whatever is wrong with it costs one line. */
final class ListenerJar {
    private final String jar;

    /** @param jar its path */
    ListenerJar(String jar) {
        this.jar = jar;
    }

    /** Makes the listeners. Where one cannot be made, returns those that were made before it. */
    List<BrokerInitListener> load() {
        List<BrokerInitListener> listeners = new ArrayList<>();
        File file = new File(jar);
        if (!file.isFile()) {
            OperatorLog.line("listener.jar=" + jar + " is no file: no listener is called");
            return listeners;
        }
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
            OperatorLog.line("listener.jar=" + jar + " cannot be used: " + Described.briefly(e));
            return listeners;
        }
        if (listeners.isEmpty()) {
            OperatorLog.line("listener.jar=" + jar + " names no " + BrokerInitListener.class.getName()
                    + " under META-INF/services: no listener is called");
        }
        return listeners;
    }
}
