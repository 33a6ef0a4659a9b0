package io.kafkalifeline.agent.weaving;

import io.kafkalifeline.agent.loading.Privileged;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.URLConnection;
import java.security.PrivilegedExceptionAction;

/** What the loader that holds a kafka-clients offers. It may take that loader's locks: see {@link Errand}. */
final class LoaderResources implements Resources {
    private final ClassLoader loader;

    /** @param loader null for the bootstrap loader */
    LoaderResources(ClassLoader loader) {
        this.loader = loader;
    }

    @Override
    public byte[] read(String name) throws IOException {
        // No lambda: the first one of a JVM needs more stack than the caller may have.
        PrivilegedExceptionAction<byte[]> read = new PrivilegedExceptionAction<byte[]>() {
            @Override
            public byte[] run() throws IOException {
                try (InputStream in = open(name)) {
                    return in == null ? null : in.readAllBytes();
                }
            }
        };
        try {
            return Privileged.call(read);
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(name, e);
        }
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
}
