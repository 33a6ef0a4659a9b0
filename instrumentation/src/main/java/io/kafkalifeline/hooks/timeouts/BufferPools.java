package io.kafkalifeline.hooks.timeouts;

import io.kafkalifeline.hooks.kafka.ProducerMembers;
import io.kafkalifeline.hooks.link.Client;
import org.apache.kafka.clients.producer.internals.Sender;

/** Which client a producer's buffer pool belongs to: by the objects themselves, since clients may share an id. */
public final class BufferPools {
    private BufferPools() {}

    /** A producer's sender is made; called before its thread starts. */
    public static void made(Sender sender) {
        Object networkClient = ProducerMembers.networkClient(sender);
        Object pool = ProducerMembers.bufferPool(sender);
        Client client = Client.ofAny(networkClient);
        if (client != null && pool != null) {
            client.alsoFoundBy(pool);
        }
    }
}
