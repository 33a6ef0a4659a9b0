package io.kafkalifeline.agent.loading;

import java.io.IOException;
import java.io.InputStream;

/**
 * Where classes of ours meet classes of the application: defines some of the agent's classes anew, so that they are
 * linked against what the application has; takes others from the agent's loader, and everything else from the
 * application's.
 */
public abstract class MixingLoader extends ClassLoader {
    static {
        registerAsParallelCapable();
    }

    private final ClassLoader agent;

    /**
     * @param name the loader's name, as a heap dump shows it
     * @param agent the loader with the agent's class files
     * @param application its parent; null for the bootstrap loader
     */
    protected MixingLoader(String name, ClassLoader agent, ClassLoader application) {
        super(name, application);
        this.agent = agent;
    }

    /** Whether a class of the agent's is defined anew here. */
    protected abstract boolean isDefinedHere(String className);

    /** Whether a class that is not defined here comes from the agent's loader. */
    protected abstract boolean isOfTheAgent(String className);

    @Override
    protected final Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!isDefinedHere(name)) {
            return isOfTheAgent(name) ? agent.loadClass(name) : super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? define(name) : loaded;
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        try (InputStream in = agent.getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (in == null) {
                throw new ClassNotFoundException(name);
            }
            byte[] bytes = in.readAllBytes();
            return defineClass(name, bytes, 0, bytes.length, MixingLoader.class.getProtectionDomain());
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }
}
