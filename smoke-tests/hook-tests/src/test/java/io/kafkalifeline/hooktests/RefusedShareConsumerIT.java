package io.kafkalifeline.hooktests;

import static org.apache.kafka.common.protocol.ApiKeys.SASL_AUTHENTICATE;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkalifeline.hooktests.cluster.Arrival;
import io.kafkalifeline.hooktests.cluster.Cluster;
import io.kafkalifeline.hooktests.cluster.Reaction;
import io.kafkalifeline.hooktests.cluster.Script;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** A share consumer that no broker lets in. */
class RefusedShareConsumerIT {
    private static final long POLLED_NANOS = TimeUnit.SECONDS.toNanos(2);
    /** Without the agent it is some hundred megabytes. */
    private static final long POLLED_BYTES = 100_000_000;

    /**
     * As long as its heartbeat is due a share consumer polls without a pause, up to 4.1; each time its network thread is
     * told of it, and what that has not read fills the heap.
     */
    @EnabledIf("hasShareConsumers")
    @Test
    void itDoesNotFillTheHeap() {
        Script script = Script.sasl().when(Arrival.beforeLogin(SASL_AUTHENTICATE), Reaction.refuse("Not yet"));
        try (Cluster cluster = Cluster.start(script)) {
            Map<String, Object> settings = Clients.sasl(cluster, "client");
            settings.put("group.id", "group");
            KafkaShareConsumer<String, String> consumer =
                    new KafkaShareConsumer<>(settings, new StringDeserializer(), new StringDeserializer());
            consumer.subscribe(List.of("topic"));
            long before = usedBytes();
            int told = pollUntilTold(consumer);
            assertThat(usedBytes() - before).isLessThan(POLLED_BYTES);
            assertThat(told).isPositive();
            closeRefused(consumer);
        }
    }

    private static int pollUntilTold(KafkaShareConsumer<?, ?> consumer) {
        int told = 0;
        long end = System.nanoTime() + POLLED_NANOS;
        while (System.nanoTime() < end || told == 0) {
            try {
                consumer.poll(Duration.ofMillis(200));
            } catch (SaslAuthenticationException e) {
                told++;
            }
        }
        return told;
    }

    private static void closeRefused(KafkaShareConsumer<?, ?> consumer) {
        try {
            consumer.close(Duration.ofMillis(1));
        } catch (KafkaException e) {
            // It is refused to the last, and may say so.
        }
    }

    /** What is reachable; other tests of this JVM have their part in it. */
    private static long usedBytes() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    static boolean hasShareConsumers() {
        try {
            return KafkaShareConsumer.class != null;
        } catch (NoClassDefFoundError e) {
            return false;
        }
    }
}
