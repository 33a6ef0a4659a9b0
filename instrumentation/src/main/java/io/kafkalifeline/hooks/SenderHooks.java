package io.kafkalifeline.hooks;

import static io.kafkalifeline.weave.Feature.DIAGNOSIS;

import io.kafkalifeline.weave.Hook;
import io.kafkalifeline.weave.Requires;
import io.kafkalifeline.weave.Rewrites;
import net.bytebuddy.asm.Advice;
import org.apache.kafka.clients.producer.internals.ProducerBatch;
import org.apache.kafka.clients.producer.internals.Sender;

/** The timeouts of a producer that reach the application in futures and callbacks. */
@Rewrites("clients.producer.internals.Sender")
@Requires(
        feature = DIAGNOSIS,
        type = "clients.producer.internals.Sender",
        members = {"client", "accumulator", "metadata"})
@Requires(feature = DIAGNOSIS, type = "clients.producer.internals.RecordAccumulator", members = "free")
@Requires(
        feature = DIAGNOSIS,
        type = "clients.producer.internals.ProducerBatch",
        members = {"topicPartition", "isTransactional()"})
final class SenderHooks {
    private SenderHooks() {}

    /** Makes known which client a buffer pool belongs to. */
    @Hook(feature = DIAGNOSIS, method = "<init>")
    static final class Construction {
        @Advice.OnMethodExit(inline = false)
        static void exit(@Advice.This Sender self) {
            ProducerOwner.born(self);
        }
    }

    /** Among others, a batch has expired. */
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
                    exception, () -> ProducerOwner.of(self), client -> ExpiredBatch.explain(self, batch, client));
        }
    }
}
