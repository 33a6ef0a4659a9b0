package io.kafkalifeline.agent.weaving;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Holds a kafka-clients of its own, made of the classes in {@code org.apache.kafka.sample}. */
final class SampleLoader extends ClassLoader {
    static final String CHANNEL = "org.apache.kafka.sample.Channel";
    static final String GONE = "org.apache.kafka.sample.Gone";

    private final Map<String, byte[]> offered = new HashMap<>();
    private final Map<String, byte[]> defined = new HashMap<>();
    private Reading reading = () -> {};

    SampleLoader(String name) {
        super(name, SampleLoader.class.getClassLoader());
        offer(CHANNEL, original(CHANNEL));
        offer(GONE, original(GONE));
    }

    static byte[] original(String name) {
        try (InputStream in = SampleLoader.class.getResourceAsStream("/" + name.replace('.', '/') + ".class")) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    SampleLoader offer(String name, byte[] classFile) {
        offered.put(name, classFile);
        defined.put(name, classFile);
        return this;
    }

    /** Gives other bytes to the JVM than as a resource. */
    SampleLoader defineAs(String name, byte[] classFile) {
        defined.put(name, classFile);
        return this;
    }

    SampleLoader without(String name) {
        offered.remove(name);
        defined.remove(name);
        return this;
    }

    /** Does something before each class file is read, which may fail. */
    SampleLoader reading(Reading action) {
        reading = action;
        return this;
    }

    @SuppressWarnings("unchecked")
    UnaryOperator<String> channel() {
        try {
            return (UnaryOperator<String>)
                    loadClass(CHANNEL).getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith("org.apache.kafka.")) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            if (loaded != null) {
                return loaded;
            }
            byte[] bytes = defined.get(name);
            if (bytes == null) {
                throw new ClassNotFoundException(name);
            }
            return defineClass(name, bytes, 0, bytes.length);
        }
    }

    @Override
    public InputStream getResourceAsStream(String name) {
        if (name.equals("kafka/kafka-version.properties")) {
            return new ByteArrayInputStream("version=9.9.9".getBytes(StandardCharsets.ISO_8859_1));
        }
        if (!name.startsWith("org/apache/kafka/")) {
            return super.getResourceAsStream(name);
        }
        byte[] bytes = offered.get(name.replace(".class", "").replace('/', '.'));
        return bytes == null ? null : opened(bytes);
    }

    private InputStream opened(byte[] bytes) {
        return new InputStream() {
            private final InputStream content = new ByteArrayInputStream(bytes);

            @Override
            public int read() throws IOException {
                return content.read();
            }

            @Override
            public int read(byte[] to, int from, int length) throws IOException {
                reading.run();
                return content.read(to, from, length);
            }
        };
    }

    /** What happens while a class file is read. */
    interface Reading {
        void run() throws IOException;
    }
}
