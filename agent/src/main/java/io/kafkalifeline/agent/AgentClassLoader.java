package io.kafkalifeline.agent;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.security.cert.Certificate;
import java.util.Collections;
import java.util.Enumeration;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * Holds the agent, Byte Buddy and OpenTelemetry apart from the application's own copies.
 *
 * <p>Class files under {@code inst/} are named {@code .classdata}, so that no other loader takes them. What the jar has
 * is taken from the jar; the rest comes from the platform loader, never from the application.
 */
public final class AgentClassLoader extends ClassLoader {
    private static final String INST = "inst/";
    private static final String OURS = "io.kafkalifeline.";

    static {
        registerAsParallelCapable();
    }

    private final JarFile jar;
    private final URL url;
    private final ProtectionDomain domain;

    /** Opens the agent's jar. */
    public AgentClassLoader(File file) throws IOException {
        super("kafka-lifeline", ClassLoader.getPlatformClassLoader());
        jar = new JarFile(file, false);
        url = file.toURI().toURL();
        domain = new ProtectionDomain(new CodeSource(url, (Certificate[]) null), null, this, null);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            if (loaded != null) {
                return loaded;
            }
            JarEntry entry = name.startsWith("java.") ? null : entry(name.replace('.', '/') + ".class");
            return entry == null ? super.loadClass(name, resolve) : define(name, entry);
        }
    }

    private Class<?> define(String name, JarEntry entry) throws ClassNotFoundException {
        try (InputStream in = jar.getInputStream(entry)) {
            byte[] bytes = in.readAllBytes();
            definePackageOf(name);
            return defineClass(name, bytes, 0, bytes.length, domain);
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }

    private void definePackageOf(String className) {
        String name = className.substring(0, className.lastIndexOf('.'));
        if (getDefinedPackage(name) != null) {
            return;
        }
        try {
            definePackage(name, null, null, null, null, null, null, null);
        } catch (IllegalArgumentException e) {
            // another thread was faster
        }
    }

    private JarEntry entry(String name) {
        String stored = name.endsWith(".class") ? name + "data" : name;
        JarEntry entry = jar.getJarEntry(INST + stored);
        return entry == null && name.replace('/', '.').startsWith(OURS) ? jar.getJarEntry(name) : entry;
    }

    @Override
    public URL getResource(String name) {
        URL own = findResource(name);
        return own == null ? super.getResource(name) : own;
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        URL own = findResource(name);
        return own == null ? super.getResources(name) : Collections.enumeration(Collections.singleton(own));
    }

    @Override
    public InputStream getResourceAsStream(String name) {
        JarEntry entry = entry(name);
        try {
            return entry == null ? super.getResourceAsStream(name) : jar.getInputStream(entry);
        } catch (IOException e) {
            return null;
        }
    }

    @Override
    protected URL findResource(String name) {
        JarEntry entry = entry(name);
        try {
            return entry == null ? null : new URL("jar:" + url + "!/" + entry.getName());
        } catch (MalformedURLException e) {
            return null;
        }
    }

    @Override
    protected Enumeration<URL> findResources(String name) {
        URL own = findResource(name);
        return own == null ? Collections.emptyEnumeration() : Collections.enumeration(Collections.singleton(own));
    }
}
