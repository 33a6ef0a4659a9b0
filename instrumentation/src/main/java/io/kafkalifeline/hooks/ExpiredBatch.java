package io.kafkalifeline.hooks;

import org.apache.kafka.clients.Metadata;
import org.apache.kafka.clients.producer.internals.ProducerBatch;
import org.apache.kafka.clients.producer.internals.Sender;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;

/** Which broker a batch was waiting for when it expired. Sender thread only. */
final class ExpiredBatch {
    private static final PrivateField METADATA = PrivateField.of(Sender.class, "metadata");
    private static final PrivateField PARTITION = PrivateField.of(ProducerBatch.class, "topicPartition");

    private ExpiredBatch() {}

    /** Null where nothing is known to be wrong with the partition's leader. */
    static String explain(Sender sender, ProducerBatch batch, Client client) {
        Node leader = ((Metadata) METADATA.get(sender)).fetch().leaderFor((TopicPartition) PARTITION.get(batch));
        if (leader == null || batch.isTransactional()) {
            // Nobody knows who leads it, or it was waiting for its transaction's coordinator.
            return client.memory.explain();
        }
        return client.memory.explain(leader.idString(), leader.host(), leader.port());
    }
}
