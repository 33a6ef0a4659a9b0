package io.kafkalifeline.hooktests.renamed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A class loader with a kafka-clients of its own, which an {@link Errand} uses. */
final class OtherLoader implements AutoCloseable {
    private final URLClassLoader loader;

    /**
     * Makes it.
     *
     * @param name as the agent calls it
     * @param changed a folder with the classes that are to replace those in the jar
     */
    OtherLoader(String name, Path changed, KafkaJar jar) {
        try {
            URL tests = OtherLoader.class.getProtectionDomain().getCodeSource().getLocation();
            loader = new URLClassLoader(
                    name,
                    new URL[] {
                        changed.toUri().toURL(), jar.path().toUri().toURL(), tests,
                    },
                    new Shared());
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A new errand, of the class that this loader has loaded itself. */
    UnaryOperator<Map<String, Object>> errand() throws ReflectiveOperationException {
        return errand(Errand.class);
    }

    /** As {@link #errand()}, of another class. */
    @SuppressWarnings("unchecked")
    UnaryOperator<Map<String, Object>> errand(Class<?> type) throws ReflectiveOperationException {
        return (UnaryOperator<Map<String, Object>>)
                loader.loadClass(type.getName()).getDeclaredConstructor().newInstance();
    }

    @Override
    public void close() {
        try {
            loader.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The JDK and a logger. */
    private static final class Shared extends ClassLoader {
        Shared() {
            super(ClassLoader.getPlatformClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (name.startsWith("org.slf4j.")) {
                return OtherLoader.class.getClassLoader().loadClass(name);
            }
            throw new ClassNotFoundException(name);
        }
    }
}
