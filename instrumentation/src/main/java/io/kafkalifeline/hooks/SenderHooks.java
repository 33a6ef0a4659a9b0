package io.kafkalifeline.hooks;

import static io.kafkalifeline.weave.Feature.DIAGNOSIS;
import static io.kafkalifeline.weave.Feature.REAUTHENTICATION;
import static io.kafkalifeline.weave.Feature.RECORDING;

import io.kafkalifeline.hooks.kafka.ProducerMembers;
import io.kafkalifeline.hooks.kafka.TransactionMembers;
import io.kafkalifeline.hooks.recording.CallerContext;
import io.kafkalifeline.hooks.survival.RefusedProducer;
import io.kafkalifeline.hooks.timeouts.BufferPools;
import io.kafkalifeline.hooks.timeouts.ExpiredBatch;
import io.kafkalifeline.hooks.timeouts.Timeouts;
import io.kafkalifeline.weave.Hook;
import io.kafkalifeline.weave.Requires;
import io.kafkalifeline.weave.Rewrites;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner.Typing;
import org.apache.kafka.clients.producer.internals.ProducerBatch;
import org.apache.kafka.clients.producer.internals.Sender;

/** The timeouts of a producer that reach the application in futures and callbacks. */
@Rewrites("clients.producer.internals.Sender")
final class SenderHooks {
    private SenderHooks() {}

    /** Notes which client a buffer pool belongs to. */
    @Hook(feature = DIAGNOSIS, method = "<init>")
    static final class Construction {
        @Advice.OnMethodExit(inline = false)
        static void exit(@Advice.This Sender self) {
            BufferPools.made(self);
        }
    }

    /** The thread that makes a producer is remembered as the caller that asks for its brokers. */
    @Hook(feature = RECORDING, method = "<init>", optional = true)
    static final class Caller {
        @Advice.OnMethodExit(inline = false)
        static void exit(@Advice.This Sender self) {
            CallerContext.made(ProducerMembers.networkClient(self));
        }
    }

    /** A batch has failed, perhaps because it has expired. */
    @Hook(
            feature = DIAGNOSIS,
            method = "failBatch",
            descriptor = "(Lorg/apache/kafka/clients/producer/internals/ProducerBatch;Ljava/lang/RuntimeException;ZZ)V")
    static final class FailBatch {
        @Advice.OnMethodEnter(inline = false)
        static void enter(
                @Advice.This Sender self,
                @Advice.Argument(0) ProducerBatch batch,
                @Advice.Argument(1) RuntimeException exception) {
            Timeouts.explain(
                    exception,
                    () -> ProducerMembers.networkClient(self),
                    client -> ExpiredBatch.explain(self, batch, client));
        }
    }

    /** A refusal loses no transactional request (R19: nobody dies of a refusal that ends). */
    @Hook(
            feature = REAUTHENTICATION,
            method = "awaitNodeReady",
            descriptor = "(Lorg/apache/kafka/common/Node;"
                    + "Lorg/apache/kafka/common/requests/FindCoordinatorRequest$CoordinatorType;)Z",
            optional = true)
    @Requires(feature = REAUTHENTICATION, type = "clients.producer.internals.Sender", members = "transactionManager")
    @Requires(
            feature = REAUTHENTICATION,
            type = "clients.producer.internals.TransactionManager",
            members = {"currentState", "hasProducerId()", "lastError", "pendingRequests", "pendingTransition"})
    @Requires(
            feature = REAUTHENTICATION,
            type = "clients.producer.internals.TransactionManager$TxnRequestHandler",
            members = "result")
    @Requires(
            feature = REAUTHENTICATION,
            type = "clients.producer.internals.TransactionalRequestResult",
            members = "fail()")
    @Requires(
            feature = REAUTHENTICATION,
            type = "clients.producer.internals.TransactionManager$PendingStateTransition",
            members = "result")
    static final class AwaitNodeReady {
        /** Returns what is to be thrown instead, or null. */
        @Advice.OnMethodExit(inline = false, onThrowable = Throwable.class)
        @Advice.AssignReturned.ToThrown(typing = Typing.DYNAMIC)
        static Object exit(@Advice.This Sender self, @Advice.Thrown Throwable thrown) {
            return thrown == null
                    ? null
                    : RefusedProducer.instead(self, thrown, TransactionMembers::resultOfTransition);
        }
    }

    /** The same for releases before 3.2. */
    @Hook(
            feature = REAUTHENTICATION,
            method = "awaitNodeReady",
            descriptor = "(Lorg/apache/kafka/common/Node;"
                    + "Lorg/apache/kafka/common/requests/FindCoordinatorRequest$CoordinatorType;)Z",
            optional = true)
    @Requires(feature = REAUTHENTICATION, type = "clients.producer.internals.Sender", members = "transactionManager")
    @Requires(
            feature = REAUTHENTICATION,
            type = "clients.producer.internals.TransactionManager",
            members = {"currentState", "hasProducerId()", "lastError", "pendingRequests", "pendingResult"})
    @Requires(
            feature = REAUTHENTICATION,
            type = "clients.producer.internals.TransactionManager$TxnRequestHandler",
            members = "result")
    @Requires(
            feature = REAUTHENTICATION,
            type = "clients.producer.internals.TransactionalRequestResult",
            members = "fail()")
    static final class AwaitNodeReadyOfOld {
        /** Returns what is to be thrown instead, or null. */
        @Advice.OnMethodExit(inline = false, onThrowable = Throwable.class)
        @Advice.AssignReturned.ToThrown(typing = Typing.DYNAMIC)
        static Object exit(@Advice.This Sender self, @Advice.Thrown Throwable thrown) {
            return thrown == null ? null : RefusedProducer.instead(self, thrown, TransactionMembers::pendingResult);
        }
    }
}
