package io.kafkalifeline.agent.weaving;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.URLConnection;
import java.util.Properties;
import net.bytebuddy.dynamic.ClassFileLocator;

/** The class files and resources of one kafka-clients, as the loader that holds it offers them. */
final class KafkaClassFiles implements ClassFileLocator {
    private final ClassLoader loader;

    /** @param loader null for the bootstrap loader */
    KafkaClassFiles(ClassLoader loader) {
        this.loader = loader;
    }

    @Override
    public Resolution locate(String name) throws IOException {
        try (InputStream in = open(name.replace('.', '/') + ".class")) {
            return in == null ? new Resolution.Illegal(name) : new Resolution.Explicit(in.readAllBytes());
        }
    }

    /** The version that kafka-clients says of itself, {@code unknown} where it says nothing. */
    String version() {
        try (InputStream in = open("kafka/kafka-version.properties")) {
            if (in != null) {
                Properties properties = new Properties();
                properties.load(in);
                return properties.getProperty("version", "unknown");
            }
        } catch (IOException | IllegalArgumentException e) {
            // the version is unknown then
        }
        return "unknown";
    }

    private InputStream open(String name) throws IOException {
        if (loader == null) {
            return ClassLoader.getSystemResourceAsStream(name);
        }
        if (loader instanceof URLClassLoader) {
            // Child-first loaders often override loadClass alone: getResource would find the parent's kafka-clients.
            URL own = ((URLClassLoader) loader).findResource(name);
            if (own != null) {
                URLConnection connection = own.openConnection();
                connection.setUseCaches(false);
                return connection.getInputStream();
            }
        }
        return loader.getResourceAsStream(name);
    }

    @Override
    public void close() {
        // every stream was closed by whoever opened it
    }
}
