package io.kafkalifeline.hooks.timeouts;

import io.kafkalifeline.hooks.kafka.ProducerMembers;
import io.kafkalifeline.hooks.link.Client;
import org.apache.kafka.clients.producer.internals.ProducerBatch;
import org.apache.kafka.clients.producer.internals.Sender;
import org.apache.kafka.common.Node;

/** Which broker a batch was waiting for when it expired. Sender thread only. */
public final class ExpiredBatch {
    private ExpiredBatch() {}

    /** Says it in words; null where nothing is known to be wrong with the partition's leader. */
    public static String explain(Sender sender, ProducerBatch batch, Client client) {
        Node leader = ProducerMembers.metadata(sender).fetch().leaderFor(ProducerMembers.topicPartition(batch));
        if (leader == null || batch.isTransactional()) {
            // The leader is not known, or the batch was waiting for its transaction's coordinator.
            return client.memory().explain();
        }
        return client.memory().explain(leader.idString(), leader.host(), leader.port());
    }
}
