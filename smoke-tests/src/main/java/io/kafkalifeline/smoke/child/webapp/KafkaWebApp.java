package io.kafkalifeline.smoke.child.webapp;

import io.kafkalifeline.smoke.child.ClientFile;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.security.Provider;
import java.security.Security;
import java.util.Properties;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A web application with Kafka clients from its deployment to its end; its client ids are its name. */
public final class KafkaWebApp implements ServletContextListener {
    private AutoCloseable telemetry = () -> {};
    private KafkaProducer<byte[], byte[]> producer;
    private KafkaConsumer<byte[], byte[]> consumer;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        ServletContext context = event.getServletContext();
        String name = context.getInitParameter("name");
        if (Boolean.parseBoolean(context.getInitParameter("telemetry"))) {
            telemetry = WebAppTelemetry.setGlobal(name, context.getInitParameter("endpoint"));
        }
        Properties client = ClientFile.read(context.getInitParameter("client"));
        client.setProperty("client.id", name);
        String topic = context.getInitParameter("topic");
        try {
            producer = ClientFile.producer(client);
            producer.send(new ProducerRecord<>(topic, new byte[10])).get();
            client.setProperty("group.protocol", "consumer");
            client.setProperty("group.id", name);
            consumer = ClientFile.consumer(client);
            consumer.partitionsFor(topic);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        producer.close();
        consumer.close();
        try {
            telemetry.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        removeProviders();
    }

    /** Kafka's login modules leave theirs in the JVM: the first web application would never go. */
    private static void removeProviders() {
        for (Provider provider : Security.getProviders()) {
            if (provider.getClass().getClassLoader() == KafkaProducer.class.getClassLoader()) {
                Security.removeProvider(provider.getName());
            }
        }
    }
}
