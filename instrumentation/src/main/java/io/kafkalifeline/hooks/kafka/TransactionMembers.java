package io.kafkalifeline.hooks.kafka;

import java.util.Queue;
import org.apache.kafka.clients.producer.internals.Sender;
import org.apache.kafka.clients.producer.internals.TransactionManager;
import org.apache.kafka.clients.producer.internals.TransactionalRequestResult;

/**
 * The private members of a producer's {@code TransactionManager}, which numbers its records and speaks for its
 * transactions; their users say what they require. Lock the manager around them.
 */
public final class TransactionMembers {
    private static final String TYPE = "org.apache.kafka.clients.producer.internals.TransactionManager";
    private static final PrivateField MANAGER = PrivateField.of(Sender.class, "transactionManager");
    private static final PrivateField STATE = PrivateField.of(TransactionManager.class, "currentState");
    private static final PrivateField ERROR = PrivateField.of(TransactionManager.class, "lastError");
    private static final PrivateField PENDING = PrivateField.of(TransactionManager.class, "pendingRequests");
    private static final PrivateField RESULT =
            PrivateField.of(TransactionManager.class, TYPE + "$TxnRequestHandler", "result");

    private TransactionMembers() {}

    /** Null where the producer neither numbers its records nor has transactions. */
    public static TransactionManager manager(Sender sender) {
        return (TransactionManager) MANAGER.get(sender);
    }

    /** Whether it has asked for a producer's id and has none yet. */
    public static boolean isInitializing(TransactionManager manager) {
        return STATE.get(manager).toString().equals("INITIALIZING");
    }

    /** Makes it what it was before it asked for a producer's id. */
    public static void uninitialize(TransactionManager manager) {
        STATE.set(manager, ((Enum<?>) STATE.get(manager)).getDeclaringClass().getEnumConstants()[0]);
        ERROR.set(manager, null);
    }

    /** The requests that it has still to send. */
    public static Queue<?> pendingRequests(TransactionManager manager) {
        return (Queue<?>) PENDING.get(manager);
    }

    /** What the application waits for behind such a request. */
    public static TransactionalRequestResult result(Object request) {
        return (TransactionalRequestResult) RESULT.get(request);
    }

    /** What the application waits for, before 3.2; null where it waits for nothing. */
    public static TransactionalRequestResult pendingResult(TransactionManager manager) {
        return (TransactionalRequestResult) BeforeTransitions.RESULT.get(manager);
    }

    /** What the application waits for, since 3.2; null where it waits for nothing. */
    public static TransactionalRequestResult resultOfTransition(TransactionManager manager) {
        Object transition = Transitions.PENDING.get(manager);
        return transition == null ? null : (TransactionalRequestResult) Transitions.RESULT.get(transition);
    }

    private static final class BeforeTransitions {
        static final PrivateField RESULT = PrivateField.of(TransactionManager.class, "pendingResult");
    }

    private static final class Transitions {
        static final PrivateField PENDING = PrivateField.of(TransactionManager.class, "pendingTransition");
        static final PrivateField RESULT =
                PrivateField.of(TransactionManager.class, TYPE + "$PendingStateTransition", "result");
    }
}
