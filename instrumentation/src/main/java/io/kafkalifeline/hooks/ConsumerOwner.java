package io.kafkalifeline.hooks;

import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.internals.AsyncKafkaConsumer;
import org.apache.kafka.clients.consumer.internals.ClassicKafkaConsumer;
import org.apache.kafka.clients.consumer.internals.ConsumerNetworkClient;
import org.apache.kafka.clients.consumer.internals.ConsumerNetworkThread;
import org.apache.kafka.clients.consumer.internals.NetworkClientDelegate;
import org.apache.kafka.clients.consumer.internals.events.ApplicationEventHandler;

/** From a consumer to the {@link Client} inside, by the objects themselves. Any thread. */
final class ConsumerOwner {
    private static final PrivateField DELEGATE = PrivateField.of(KafkaConsumer.class, "delegate");
    private static final PrivateField CLASSIC_CLIENT = PrivateField.of(ClassicKafkaConsumer.class, "client");
    private static final PrivateField WRAPPED_CLIENT = PrivateField.of(ConsumerNetworkClient.class, "client");

    private ConsumerOwner() {}

    /** Returns null where the client has not been seen yet or is no real one. */
    static Client of(KafkaConsumer<?, ?> consumer) {
        Object delegate = DELEGATE.get(consumer);
        return delegate instanceof ClassicKafkaConsumer
                ? Client.ofPart(WRAPPED_CLIENT.get(CLASSIC_CLIENT.get(delegate)))
                : Async.of(delegate);
    }

    /** Its caller wants to be connected. */
    static void asked(KafkaConsumer<?, ?> consumer) {
        Client client = of(consumer);
        if (client != null) {
            client.asked();
        }
    }

    /** The new consumer's client lives on a thread of its own, which makes it; the share consumer's does too. */
    static final class Async {
        private static final PrivateField EVENTS = PrivateField.of(AsyncKafkaConsumer.class, "applicationEventHandler");
        private static final PrivateField THREAD = PrivateField.of(ApplicationEventHandler.class, "networkThread");
        private static final PrivateField THREADS_DELEGATE =
                PrivateField.of(ConsumerNetworkThread.class, "networkClientDelegate");
        private static final PrivateField CLIENT = PrivateField.of(NetworkClientDelegate.class, "client");

        private Async() {}

        static Client of(Object delegate) {
            return EVENTS.isIn(delegate) ? ofEvents(EVENTS.get(delegate)) : null;
        }

        /** @param events an {@code ApplicationEventHandler}, or null */
        static Client ofEvents(Object events) {
            Object delegate = events == null ? null : THREADS_DELEGATE.get(THREAD.get(events));
            return delegate == null ? null : Client.ofPart(CLIENT.get(delegate));
        }
    }
}
