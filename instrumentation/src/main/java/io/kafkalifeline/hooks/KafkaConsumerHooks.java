package io.kafkalifeline.hooks;

import static io.kafkalifeline.weave.Feature.DIAGNOSIS;
import static io.kafkalifeline.weave.Feature.RECORDING;

import io.kafkalifeline.hooks.kafka.ConsumerMembers;
import io.kafkalifeline.hooks.recording.CallerContext;
import io.kafkalifeline.hooks.timeouts.Callbacks;
import io.kafkalifeline.hooks.timeouts.Timeouts;
import io.kafkalifeline.weave.Hook;
import io.kafkalifeline.weave.Requires;
import io.kafkalifeline.weave.Rewrites;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner.Typing;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetCommitCallback;

/** The timeouts of a consumer, classic or new: both are behind this class. */
@Rewrites("clients.consumer.KafkaConsumer")
final class KafkaConsumerHooks {
    private KafkaConsumerHooks() {}

    /** The calls that can wait for a broker: a timeout that they throw gets its cause. */
    @Hook(
            feature = DIAGNOSIS,
            method = {
                "poll",
                "position",
                "committed",
                "commitSync",
                "partitionsFor",
                "listTopics",
                "offsetsForTimes",
                "beginningOffsets",
                "endOffsets",
                "clientInstanceId",
                "unsubscribe",
                "close"
            })
    static final class Waiting {
        @Advice.OnMethodExit(inline = false, onThrowable = Throwable.class)
        static void exit(@Advice.This KafkaConsumer<?, ?> self, @Advice.Thrown Throwable thrown) {
            if (thrown != null) {
                Timeouts.explain(thrown, () -> ConsumerMembers.networkClient(self));
            }
        }
    }

    /** The same calls: the thread that waits for a broker is remembered as its caller. */
    @Hook(
            feature = RECORDING,
            method = {
                "poll",
                "position",
                "committed",
                "commitSync",
                "partitionsFor",
                "listTopics",
                "offsetsForTimes",
                "beginningOffsets",
                "endOffsets",
                "clientInstanceId",
                "unsubscribe",
                "close"
            },
            optional = true)
    @Requires(feature = RECORDING, type = "clients.consumer.KafkaConsumer", members = "delegate")
    @Requires(feature = RECORDING, type = "clients.consumer.internals.ClassicKafkaConsumer", members = "client")
    @Requires(feature = RECORDING, type = "clients.consumer.internals.ConsumerNetworkClient", members = "client")
    @Requires(
            feature = RECORDING,
            type = "clients.consumer.internals.AsyncKafkaConsumer",
            members = "applicationEventHandler")
    @Requires(
            feature = RECORDING,
            type = "clients.consumer.internals.events.ApplicationEventHandler",
            members = "networkThread")
    @Requires(
            feature = RECORDING,
            type = "clients.consumer.internals.ConsumerNetworkThread",
            members = "networkClientDelegate")
    @Requires(feature = RECORDING, type = "clients.consumer.internals.NetworkClientDelegate", members = "client")
    static final class Caller {
        @Advice.OnMethodEnter(inline = false)
        static void enter(@Advice.This KafkaConsumer<?, ?> self) {
            if (CallerContext.isHere()) {
                CallerContext.asks(ConsumerMembers.networkClient(self));
            }
        }
    }

    /** The timeout of an asynchronous commit reaches the callback only, so the callback is wrapped. */
    @Hook(
            feature = DIAGNOSIS,
            method = "commitAsync",
            descriptor = "(Lorg/apache/kafka/clients/consumer/OffsetCommitCallback;)V")
    static final class CommitAsync {
        @Advice.OnMethodEnter(inline = false)
        @Advice.AssignReturned.ToArguments(
                @Advice.AssignReturned.ToArguments.ToArgument(value = 0, typing = Typing.DYNAMIC))
        static Object enter(@Advice.This KafkaConsumer<?, ?> self, @Advice.Argument(0) OffsetCommitCallback callback) {
            return Callbacks.explaining(self, callback);
        }
    }

    /** As {@link CommitAsync}, with offsets. */
    @Hook(
            feature = DIAGNOSIS,
            method = "commitAsync",
            descriptor = "(Ljava/util/Map;Lorg/apache/kafka/clients/consumer/OffsetCommitCallback;)V")
    static final class CommitOffsetsAsync {
        @Advice.OnMethodEnter(inline = false)
        @Advice.AssignReturned.ToArguments(
                @Advice.AssignReturned.ToArguments.ToArgument(value = 1, typing = Typing.DYNAMIC))
        static Object enter(@Advice.This KafkaConsumer<?, ?> self, @Advice.Argument(1) OffsetCommitCallback callback) {
            return Callbacks.explaining(self, callback);
        }
    }
}
