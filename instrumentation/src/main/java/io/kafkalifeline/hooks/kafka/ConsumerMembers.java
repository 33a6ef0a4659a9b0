package io.kafkalifeline.hooks.kafka;

import static io.kafkalifeline.weave.Feature.DIAGNOSIS;

import io.kafkalifeline.weave.Requires;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.internals.AsyncKafkaConsumer;
import org.apache.kafka.clients.consumer.internals.ClassicKafkaConsumer;
import org.apache.kafka.clients.consumer.internals.ConsumerNetworkClient;
import org.apache.kafka.clients.consumer.internals.ConsumerNetworkThread;
import org.apache.kafka.clients.consumer.internals.NetworkClientDelegate;
import org.apache.kafka.clients.consumer.internals.events.ApplicationEventHandler;

/** The private members that lead from a consumer, classic or new, to its {@code NetworkClient}. */
@Requires(feature = DIAGNOSIS, type = "clients.consumer.KafkaConsumer", members = "delegate")
@Requires(feature = DIAGNOSIS, type = "clients.consumer.internals.ClassicKafkaConsumer", members = "client")
@Requires(feature = DIAGNOSIS, type = "clients.consumer.internals.ConsumerNetworkClient", members = "client")
@Requires(
        feature = DIAGNOSIS,
        type = "clients.consumer.internals.AsyncKafkaConsumer",
        members = "applicationEventHandler")
@Requires(
        feature = DIAGNOSIS,
        type = "clients.consumer.internals.events.ApplicationEventHandler",
        members = "networkThread")
@Requires(
        feature = DIAGNOSIS,
        type = "clients.consumer.internals.ConsumerNetworkThread",
        members = "networkClientDelegate")
@Requires(feature = DIAGNOSIS, type = "clients.consumer.internals.NetworkClientDelegate", members = "client")
public final class ConsumerMembers {
    private static final PrivateField DELEGATE = PrivateField.of(KafkaConsumer.class, "delegate");

    private ConsumerMembers() {}

    /** The {@code NetworkClient} of a consumer, or a stand-in of a test; null before there is one. */
    public static Object networkClient(KafkaConsumer<?, ?> consumer) {
        Object delegate = DELEGATE.get(consumer);
        if (delegate instanceof ClassicKafkaConsumer) {
            return Classic.WRAPPED.get(Classic.CLIENT.get(delegate));
        }
        return Async.EVENTS.isIn(delegate) ? networkClientOf(Async.EVENTS.get(delegate)) : null;
    }

    /** @param events the {@code ApplicationEventHandler} of a new or a share consumer, or null */
    static Object networkClientOf(Object events) {
        Object delegate = events == null ? null : Threads.DELEGATE.get(Threads.THREAD.get(events));
        return delegate == null ? null : Threads.CLIENT.get(delegate);
    }

    private static final class Classic {
        static final PrivateField CLIENT = PrivateField.of(ClassicKafkaConsumer.class, "client");
        static final PrivateField WRAPPED = PrivateField.of(ConsumerNetworkClient.class, "client");
    }

    private static final class Async {
        static final PrivateField EVENTS = PrivateField.of(AsyncKafkaConsumer.class, "applicationEventHandler");
    }

    /** A new consumer's client lives on a thread of its own, which makes it; a share consumer's does too. */
    private static final class Threads {
        static final PrivateField THREAD = PrivateField.of(ApplicationEventHandler.class, "networkThread");
        static final PrivateField DELEGATE = PrivateField.of(ConsumerNetworkThread.class, "networkClientDelegate");
        static final PrivateField CLIENT = PrivateField.of(NetworkClientDelegate.class, "client");
    }
}
