package io.kafkalifeline.smoke.scenario.client;

import io.kafkalifeline.smoke.Workspace;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * A Streams application with {@code exactly_once_v2} that copies what the fixture feeds. A record counts as delivered
 * when it was processed; whether it was committed, once, is for the log to tell.
 */
final class StreamsCopier implements Runnable {
    private static final Duration LAST_COMMIT = Duration.ofSeconds(20);

    private final Setup setup;

    StreamsCopier(Setup setup) {
        this.setup = setup;
    }

    @Override
    public void run() {
        Properties properties = setup.properties(Map.of(
                "application.id", setup.group(),
                "processing.guarantee", "exactly_once_v2",
                "auto.offset.reset", "earliest",
                "replication.factor", "1",
                "state.dir", Workspace.directory("streams-state").toString()));
        properties.put("default.key.serde", Serdes.ByteArraySerde.class);
        properties.put("default.value.serde", Serdes.ByteArraySerde.class);
        StreamsBuilder builder = new StreamsBuilder();
        builder.<byte[], byte[]>stream(setup.feed())
                .process(Copy::new)
                .to(setup.topic(), Produced.streamPartitioner(StreamsCopier::asInTheFeed));
        KafkaStreams streams = new KafkaStreams(builder.build(), properties);
        streams.setUncaughtExceptionHandler(failure -> {
            setup.book().exception("thread", failure);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        });
        streams.start();
        Drain drain = new Drain(setup);
        while (drain.goesOn()) {
            setup.signals().pause();
        }
        setup.book().metrics(streams.metrics());
        if (!streams.close(LAST_COMMIT)) {
            setup.book().add("dead", 1);
        }
    }

    /** The feed's records take turns among the partitions; Kafka's own choice would mix their order. */
    private static Optional<Set<Integer>> asInTheFeed(String topic, byte[] key, byte[] value, int partitions) {
        return Optional.of(Set.of(Integer.parseInt(new String(value, StandardCharsets.US_ASCII)) % partitions));
    }

    private final class Copy extends ContextualProcessor<byte[], byte[], byte[], byte[]> {
        @Override
        public void process(Record<byte[], byte[]> record) {
            RecordMetadata from = context().recordMetadata().orElseThrow();
            setup.book().delivered(from.topic() + "-" + from.partition(), from.offset());
            context().forward(record);
        }
    }
}
