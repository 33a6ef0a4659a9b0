package io.kafkalifeline.smoke.child;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Clients from a properties file, as applications make them. */
public final class ClientFile {
    private static final int ATTEMPTS = 20;

    private ClientFile() {}

    public static Properties read(String file) {
        Properties properties = new Properties();
        try (InputStream in = Files.newInputStream(Path.of(file))) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }

    public static KafkaProducer<byte[], byte[]> producer(Properties properties) {
        return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    public static KafkaConsumer<byte[], byte[]> consumer(Properties properties) {
        return started(() -> new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer()));
    }

    /**
     * What that makes: a consumer, whose own thread must have started within {@code default.api.timeout.ms}. On a busy machine
     * it may not, which says nothing of brokers: then another one is made.
     */
    public static <C> C started(Supplier<C> consumer) {
        for (int i = 1; ; i++) {
            try {
                return consumer.get();
            } catch (KafkaException e) {
                if (i == ATTEMPTS || !(e.getCause() instanceof TimeoutException)) {
                    throw e;
                }
            }
        }
    }
}
