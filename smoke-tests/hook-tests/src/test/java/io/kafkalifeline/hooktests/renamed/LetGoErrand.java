package io.kafkalifeline.hooktests.renamed;

import io.kafkalifeline.hooktests.Clients;
import java.lang.invoke.CallSite;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Sends a record that has to wait, and has everything of the agent's switched off meanwhile. The class loader of that
 * kafka-clients loads this class, too: all that goes in and comes out is of the JDK.
 */
public final class LetGoErrand implements UnaryOperator<Map<String, Object>> {
    /** In: the producer's settings. */
    static final String SETTINGS = "settings";

    /** In: a {@link Runnable} that returns when the record is to be sent. */
    static final String BEFORE = "before";

    /** In: a {@link Runnable} that returns when the record waits. */
    static final String WAITS = "waits";

    /** In: a {@link Runnable} that is called when everything is off. */
    static final String OFF = "off";

    /** Out: how many records were acknowledged. */
    static final String SENT = "sent";

    private static final int RECORD_BYTES = 100_000;

    @Override
    @SuppressWarnings("unchecked")
    public Map<String, Object> apply(Map<String, Object> in) {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        // Kafka finds login modules by it; threads inherit it.
        Thread.currentThread().setContextClassLoader(LetGoErrand.class.getClassLoader());
        Map<String, Object> settings = new HashMap<>((Map<String, Object>) in.get(SETTINGS));
        try (Producer<String, String> producer = Clients.idempotentProducer(settings)) {
            producer.send(new ProducerRecord<>("topic", "first")).get(60, TimeUnit.SECONDS);
            ((Runnable) in.get(BEFORE)).run();
            Future<?> sent = producer.send(new ProducerRecord<>("topic", "x".repeat(RECORD_BYTES)));
            while (inFlight(producer) < 1 && !sent.isDone()) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
            }
            ((Runnable) in.get(WAITS)).run();
            switchOff();
            ((Runnable) in.get(OFF)).run();
            sent.get(60, TimeUnit.SECONDS);
            return Map.of(SENT, 2);
        } catch (Exception e) {
            throw new AssertionError(e);
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    private static double inFlight(Producer<?, ?> producer) {
        return producer.metrics().entrySet().stream()
                .filter(each -> each.getKey().name().equals("requests-in-flight"))
                .mapToDouble(each -> (Double) each.getValue().metricValue())
                .sum();
    }

    /** As it happens where a hook cannot be linked: here one that does not exist. */
    private static void switchOff() throws Exception {
        Object nothing = Class.forName("java.lang.KafkaLifelineDispatcher", true, null)
                .getMethod("bootstrap", MethodHandles.Lookup.class, String.class, MethodType.class, Object[].class)
                .invoke(
                        null,
                        MethodHandles.privateLookupIn(KafkaProducer.class, MethodHandles.lookup()),
                        "enter",
                        MethodType.methodType(void.class),
                        new Object[] {"io.kafkalifeline.hooks.NoSuchHook"});
        if (!(nothing instanceof CallSite)) {
            throw new IllegalStateException(String.valueOf(nothing));
        }
    }
}
