package io.kafkalifeline.hooks;

import static io.kafkalifeline.weave.Feature.DIAGNOSIS;
import static io.kafkalifeline.weave.Feature.REAUTHENTICATION;

import io.kafkalifeline.hooks.kafka.ProducerMembers;
import io.kafkalifeline.hooks.recovery.KafkaClock;
import io.kafkalifeline.hooks.timeouts.Timeouts;
import io.kafkalifeline.weave.Hook;
import io.kafkalifeline.weave.Rewrites;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner.Typing;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** The timeouts of a producer that are thrown in the application's thread. */
@Rewrites("clients.producer.KafkaProducer")
final class KafkaProducerHooks {
    private KafkaProducerHooks() {}

    /**
     * {@code send} and {@code partitionsFor} wait here. A timeout gets no cause while a broker of the cluster is ready.
     */
    @Hook(feature = DIAGNOSIS, method = "waitOnMetadata")
    static final class WaitOnMetadata {
        @Advice.OnMethodExit(inline = false, onThrowable = Throwable.class)
        static void exit(@Advice.This KafkaProducer<?, ?> self, @Advice.Thrown Throwable thrown) {
            if (thrown != null) {
                Timeouts.explain(
                        thrown,
                        () -> ProducerMembers.networkClient(ProducerMembers.sender(self)),
                        client -> client.memory().explainUnlessConnected());
            }
        }
    }

    /** Records keep the wall clock's time where Kafka's own clock is ahead of it, see {@link SystemTimeHooks}. */
    @Hook(
            feature = REAUTHENTICATION,
            method = "doSend",
            descriptor = "(Lorg/apache/kafka/clients/producer/ProducerRecord;"
                    + "Lorg/apache/kafka/clients/producer/Callback;)Ljava/util/concurrent/Future;")
    static final class DoSend {
        /** Returns what is to be sent instead, or null. */
        @Advice.OnMethodEnter(inline = false)
        @Advice.AssignReturned.ToArguments(
                @Advice.AssignReturned.ToArguments.ToArgument(value = 0, typing = Typing.DYNAMIC))
        static Object enter(@Advice.Argument(0) ProducerRecord<?, ?> record) {
            return KafkaClock.dated(record);
        }
    }

    /** Calls that wait for an answer of the transaction coordinator, or of any broker. */
    @Hook(
            feature = DIAGNOSIS,
            method = {
                "initTransactions",
                "sendOffsetsToTransaction",
                "commitTransaction",
                "abortTransaction",
                "clientInstanceId"
            })
    static final class Waiting {
        @Advice.OnMethodExit(inline = false, onThrowable = Throwable.class)
        static void exit(@Advice.This KafkaProducer<?, ?> self, @Advice.Thrown Throwable thrown) {
            if (thrown != null) {
                Timeouts.explain(thrown, () -> ProducerMembers.networkClient(ProducerMembers.sender(self)));
            }
        }
    }
}
