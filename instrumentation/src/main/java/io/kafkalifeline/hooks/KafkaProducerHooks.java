package io.kafkalifeline.hooks;

import static io.kafkalifeline.weave.Feature.DIAGNOSIS;

import io.kafkalifeline.hooks.kafka.ProducerMembers;
import io.kafkalifeline.hooks.timeouts.Timeouts;
import io.kafkalifeline.weave.Hook;
import io.kafkalifeline.weave.Rewrites;
import net.bytebuddy.asm.Advice;
import org.apache.kafka.clients.producer.KafkaProducer;

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
