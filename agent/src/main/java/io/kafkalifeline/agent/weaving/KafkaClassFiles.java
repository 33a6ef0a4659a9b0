package io.kafkalifeline.agent.weaving;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Properties;
import net.bytebuddy.dynamic.ClassFileLocator;

/** The class files of one kafka-clients, and the version that it says it has. */
final class KafkaClassFiles implements ClassFileLocator {
    private final Resources resources;

    KafkaClassFiles(Resources resources) {
        this.resources = resources;
    }

    @Override
    public Resolution locate(String name) throws IOException {
        byte[] classFile = resources.read(name.replace('.', '/') + ".class");
        return classFile == null ? new Resolution.Illegal(name) : new Resolution.Explicit(classFile);
    }

    /** The version that kafka-clients says of itself, {@code unknown} where it says nothing. */
    String version() {
        try {
            byte[] content = resources.read("kafka/kafka-version.properties");
            if (content != null) {
                Properties properties = new Properties();
                properties.load(new ByteArrayInputStream(content));
                return properties.getProperty("version", "unknown");
            }
        } catch (IOException | IllegalArgumentException e) {
            // the version is unknown then
        }
        return "unknown";
    }

    @Override
    public void close() {
        // nothing is open
    }
}
