package io.kafkalifeline.agent;

import java.io.ByteArrayInputStream;
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

/**
 * Holds the agent, Byte Buddy and OpenTelemetry apart from the application's own copies.
 *
 * <p>Class files under {@code inst/} are named {@code .classdata}, so that no other loader takes them. What the jar has
 * is taken from the jar as it was at the start ({@link HeldJar}); the rest comes from the platform loader, never from
 * the application.
 */
public final class AgentClassLoader extends ClassLoader {
    private static final String INST = "inst/";
    private static final String OURS = "io.kafkalifeline.";

    static {
        registerAsParallelCapable();
    }

    private final HeldJar jar;
    private final HeldResources resources;
    private final ProtectionDomain domain;

    /** Reads the agent's jar. Every class that this one needs, which another loader loads, is loaded by then. */
    public AgentClassLoader(File file) throws IOException {
        super("kafka-lifeline", ClassLoader.getPlatformClassLoader());
        URL url = file.toURI().toURL();
        jar = new HeldJar(file);
        resources = new HeldResources(jar, url.toString());
        resources.openConnection(url); // loads its class
        domain = new ProtectionDomain(new CodeSource(url, (Certificate[]) null), null, this, null);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            if (loaded != null) {
                return loaded;
            }
            String entry = name.startsWith("java.") ? null : entry(name.replace('.', '/') + ".class");
            return entry == null ? super.loadClass(name, resolve) : define(name, entry);
        }
    }

    private Class<?> define(String name, String entry) throws ClassNotFoundException {
        try {
            byte[] bytes = jar.read(entry);
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

    /** Where the jar has a class file or resource; null where it has none. */
    private String entry(String name) {
        String isolated = INST + (name.endsWith(".class") ? name + "data" : name);
        if (jar.has(isolated)) {
            return isolated;
        }
        return name.replace('/', '.').startsWith(OURS) && jar.has(name) ? name : null;
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
        String entry = entry(name);
        try {
            return entry == null ? super.getResourceAsStream(name) : new ByteArrayInputStream(jar.read(entry));
        } catch (IOException e) {
            return null;
        }
    }

    @Override
    protected URL findResource(String name) {
        String entry = entry(name);
        try {
            return entry == null ? null : resources.of(entry);
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
