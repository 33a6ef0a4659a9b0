package io.kafkalifeline.hooks;

import static io.kafkalifeline.weave.Feature.DIAGNOSIS;
import static io.kafkalifeline.weave.Feature.RECORDING;

import io.kafkalifeline.hooks.kafka.ShareConsumerMembers;
import io.kafkalifeline.hooks.recording.CallerContext;
import io.kafkalifeline.hooks.timeouts.ShareCallbacks;
import io.kafkalifeline.hooks.timeouts.Timeouts;
import io.kafkalifeline.weave.Hook;
import io.kafkalifeline.weave.Requires;
import io.kafkalifeline.weave.Rewrites;
import java.util.Map;
import java.util.Optional;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner.Typing;
import org.apache.kafka.clients.consumer.AcknowledgementCommitCallback;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;

/** The timeouts of a share consumer, which releases before 3.9 do not have. */
@Rewrites("clients.consumer.KafkaShareConsumer")
final class KafkaShareConsumerHooks {
    private KafkaShareConsumerHooks() {}

    /** The calls that can wait for a broker: a timeout that they throw gets its cause. */
    @Hook(
            feature = DIAGNOSIS,
            method = {"poll", "clientInstanceId", "unsubscribe", "close"},
            optional = true)
    static final class Waiting {
        @Advice.OnMethodExit(inline = false, onThrowable = Throwable.class)
        static void exit(@Advice.This KafkaShareConsumer<?, ?> self, @Advice.Thrown Throwable thrown) {
            if (thrown != null) {
                Timeouts.explain(thrown, () -> ShareConsumerMembers.networkClient(self));
            }
        }
    }

    /** The same calls: the thread that waits for a broker is remembered as its caller. */
    @Hook(
            feature = RECORDING,
            method = {"poll", "clientInstanceId", "unsubscribe", "close"},
            optional = true)
    @Requires(feature = RECORDING, type = "clients.consumer.KafkaShareConsumer", members = "delegate")
    @Requires(
            feature = RECORDING,
            type = "clients.consumer.internals.ShareConsumerImpl",
            members = "applicationEventHandler")
    @Requires(feature = RECORDING, type = "clients.consumer.KafkaConsumer", members = "delegate")
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
        static void enter(@Advice.This KafkaShareConsumer<?, ?> self) {
            if (CallerContext.isHere()) {
                CallerContext.asks(ShareConsumerMembers.networkClient(self));
            }
        }
    }

    /** {@code commitSync} returns exceptions, one for each partition. */
    @Hook(feature = DIAGNOSIS, method = "commitSync", optional = true)
    static final class CommitSync {
        @Advice.OnMethodExit(inline = false, onThrowable = Throwable.class)
        static void exit(
                @Advice.This KafkaShareConsumer<?, ?> self,
                @Advice.Return Map<?, Optional<? extends Throwable>> results,
                @Advice.Thrown Throwable thrown) {
            if (thrown != null) {
                Timeouts.explain(thrown, () -> ShareConsumerMembers.networkClient(self));
            } else if (results != null) {
                results.values()
                        .forEach(result -> result.ifPresent(
                                failure -> Timeouts.explain(failure, () -> ShareConsumerMembers.networkClient(self))));
            }
        }
    }

    /** The callback gets the exceptions of {@code commitAsync}. */
    @Hook(feature = DIAGNOSIS, method = "setAcknowledgementCommitCallback", optional = true)
    @Requires(feature = DIAGNOSIS, type = "clients.consumer.AcknowledgementCommitCallback", members = "onComplete()")
    static final class SetAcknowledgementCommitCallback {
        @Advice.OnMethodEnter(inline = false)
        @Advice.AssignReturned.ToArguments(
                @Advice.AssignReturned.ToArguments.ToArgument(value = 0, typing = Typing.DYNAMIC))
        static Object enter(
                @Advice.This KafkaShareConsumer<?, ?> self,
                @Advice.Argument(0) AcknowledgementCommitCallback callback) {
            return ShareCallbacks.explaining(self, callback);
        }
    }
}
