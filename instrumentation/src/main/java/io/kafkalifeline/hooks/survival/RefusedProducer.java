package io.kafkalifeline.hooks.survival;

import io.kafkalifeline.hooks.kafka.TransactionMembers;
import java.io.IOException;
import java.util.Queue;
import java.util.function.Function;
import org.apache.kafka.clients.producer.internals.Sender;
import org.apache.kafka.clients.producer.internals.TransactionManager;
import org.apache.kafka.clients.producer.internals.TransactionalRequestResult;
import org.apache.kafka.common.errors.AuthenticationException;

/**
 * A producer with transactions or numbered records whose request meets a broker that refuses the credentials. Kafka has
 * taken that request out of its queue and loses it (KAFKA-20237): a producer without an id waits for one for ever, a
 * transaction can neither be committed nor aborted; and it declares everything else in the queue failed for ever.
 * Network thread.
 */
public final class RefusedProducer {
    private RefusedProducer() {}

    /**
     * Returns what is to be thrown instead of that, or null. Who has an id repeats the request, as after a lost
     * connection. Who has none is told at once, and begins anew with the next record or {@code initTransactions}.
     *
     * @param awaited what the application waits for
     */
    public static Object instead(
            Sender sender, Throwable thrown, Function<TransactionManager, TransactionalRequestResult> awaited) {
        TransactionManager manager =
                thrown instanceof AuthenticationException ? TransactionMembers.manager(sender) : null;
        if (manager == null) {
            return null;
        }
        synchronized (manager) {
            if (manager.hasProducerId() || !TransactionMembers.isInitializing(manager)) {
                return new IOException(thrown);
            }
            beginAnew(manager, awaited.apply(manager), (AuthenticationException) thrown);
            return null;
        }
    }

    private static void beginAnew(
            TransactionManager manager, TransactionalRequestResult awaited, AuthenticationException why) {
        Queue<?> pending = TransactionMembers.pendingRequests(manager);
        for (Object request : pending) {
            TransactionMembers.result(request).fail(why);
        }
        pending.clear();
        if (awaited != null) {
            awaited.fail(why);
        }
        TransactionMembers.uninitialize(manager);
    }
}
