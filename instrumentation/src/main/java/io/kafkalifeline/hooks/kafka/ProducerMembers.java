package io.kafkalifeline.hooks.kafka;

import static io.kafkalifeline.weave.Feature.DIAGNOSIS;
import static io.kafkalifeline.weave.Feature.RECORDING;

import io.kafkalifeline.weave.Requires;
import org.apache.kafka.clients.Metadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.internals.ProducerBatch;
import org.apache.kafka.clients.producer.internals.RecordAccumulator;
import org.apache.kafka.clients.producer.internals.Sender;
import org.apache.kafka.common.TopicPartition;

/** The private members of a producer: of {@code KafkaProducer}, {@code Sender} and what they consist of. */
@Requires(
        feature = {RECORDING, DIAGNOSIS},
        type = "clients.producer.internals.Sender",
        members = "client")
@Requires(feature = DIAGNOSIS, type = "clients.producer.KafkaProducer", members = "sender")
@Requires(
        feature = DIAGNOSIS,
        type = "clients.producer.internals.Sender",
        members = {"accumulator", "metadata"})
@Requires(feature = DIAGNOSIS, type = "clients.producer.internals.RecordAccumulator", members = "free")
@Requires(feature = DIAGNOSIS, type = "clients.producer.internals.ProducerBatch", members = "topicPartition")
@Requires(feature = DIAGNOSIS, type = "clients.producer.internals.ProducerBatch", members = "isTransactional()")
@Requires(feature = DIAGNOSIS, type = "common.TopicPartition")
public final class ProducerMembers {
    private static final PrivateField CLIENT = PrivateField.of(Sender.class, "client");

    private ProducerMembers() {}

    /** The {@code NetworkClient} of a sender, or a stand-in of a test. */
    public static Object networkClient(Sender sender) {
        return CLIENT.get(sender);
    }

    public static Sender sender(KafkaProducer<?, ?> producer) {
        return (Sender) Timeouts.SENDER.get(producer);
    }

    public static Metadata metadata(Sender sender) {
        return (Metadata) Timeouts.METADATA.get(sender);
    }

    /** The {@code BufferPool} that a sender's records are in; null where it has none. */
    public static Object bufferPool(Sender sender) {
        Object accumulator = Timeouts.ACCUMULATOR.get(sender);
        return accumulator == null ? null : Timeouts.POOL.get(accumulator);
    }

    public static TopicPartition topicPartition(ProducerBatch batch) {
        return (TopicPartition) Timeouts.PARTITION.get(batch);
    }

    private static final class Timeouts {
        static final PrivateField SENDER = PrivateField.of(KafkaProducer.class, "sender");
        static final PrivateField METADATA = PrivateField.of(Sender.class, "metadata");
        static final PrivateField ACCUMULATOR = PrivateField.of(Sender.class, "accumulator");
        static final PrivateField POOL = PrivateField.of(RecordAccumulator.class, "free");
        static final PrivateField PARTITION = PrivateField.of(ProducerBatch.class, "topicPartition");
    }
}
