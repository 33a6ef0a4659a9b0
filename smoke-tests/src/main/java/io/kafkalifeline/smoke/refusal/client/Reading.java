package io.kafkalifeline.smoke.refusal.client;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** The only member of its group, classic or KIP-848, with auto-commit. */
final class Reading extends Survivor {
    private final String protocol;
    private final Set<Long> read = new HashSet<>();
    private KafkaConsumer<String, String> consumer;
    private final AtomicInteger again = new AtomicInteger();

    /** @param protocol {@code classic} or {@code consumer} */
    Reading(Properties base, String name, String protocol) {
        super(base, name);
        this.protocol = protocol;
    }

    @Override
    AutoCloseable open() {
        Map<String, String> own = new HashMap<>(
                Map.of("group.id", name(), "auto.offset.reset", "latest", "auto.commit.interval.ms", "500"));
        if (protocol.equals("classic")) {
            own.put("heartbeat.interval.ms", "1000");
            own.put("session.timeout.ms", "10000");
            own.put("metadata.max.age.ms", "2000");
        } else {
            own.put("group.protocol", protocol);
        }
        consumer = new KafkaConsumer<>(settings(own), new StringDeserializer(), new StringDeserializer());
        consumer.subscribe(List.of(RefusedClients.FEED));
        return consumer;
    }

    @Override
    boolean work() {
        boolean fresh = false;
        for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(200))) {
            again.addAndGet(read.add(record.offset()) ? 0 : 1);
            fresh |= RefusedClients.isFresh(record.timestamp());
        }
        return fresh;
    }

    @Override
    int again() {
        return again.get();
    }
}
