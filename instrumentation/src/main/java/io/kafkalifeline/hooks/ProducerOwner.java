package io.kafkalifeline.hooks;

import org.apache.kafka.clients.NetworkClient;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.internals.RecordAccumulator;
import org.apache.kafka.clients.producer.internals.Sender;

/**
 * From a producer, or a part of it, to the {@link Client} inside: by the objects themselves, never by {@code client.id},
 * which several clients may share. Any thread.
 */
final class ProducerOwner {
    private static final PrivateField SENDER = PrivateField.of(KafkaProducer.class, "sender");
    private static final PrivateField CLIENT = PrivateField.of(Sender.class, "client");
    private static final PrivateField ACCUMULATOR = PrivateField.of(Sender.class, "accumulator");
    private static final PrivateField POOL = PrivateField.of(RecordAccumulator.class, "free");

    private ProducerOwner() {}

    /** Returns null where the client has not been seen yet or is no real one. */
    static Client of(KafkaProducer<?, ?> producer) {
        return of((Sender) SENDER.get(producer));
    }

    /** Returns null where the client has not been seen yet or is no real one. */
    static Client of(Sender sender) {
        return Client.ofPart(CLIENT.get(sender));
    }

    /** Makes known which client a buffer pool belongs to; called before the sender's thread starts. */
    static void born(Sender sender) {
        Object networkClient = CLIENT.get(sender);
        Object accumulator = ACCUMULATOR.get(sender);
        Client client = networkClient instanceof NetworkClient ? Client.of((NetworkClient) networkClient) : null;
        if (client != null && accumulator != null) {
            client.alsoFoundBy(POOL.get(accumulator));
        }
    }
}
