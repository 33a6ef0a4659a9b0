package io.kafkalifeline.hooks;

import static io.kafkalifeline.weave.Feature.RECORDING;

import io.kafkalifeline.hooks.recording.CallerContext;
import io.kafkalifeline.weave.Hook;
import io.kafkalifeline.weave.Rewrites;
import net.bytebuddy.asm.Advice;

/** Where a producer's caller begins to wait for brokers, which its network thread connects. */
@Rewrites("clients.producer.internals.ProducerMetadata")
final class ProducerMetadataHooks {
    private ProducerMetadataHooks() {}

    /** Only called where the topic is not known, so it costs the sends after that nothing. */
    @Hook(feature = RECORDING, method = "requestUpdateForTopic", descriptor = "(Ljava/lang/String;)I", optional = true)
    static final class RequestUpdateForTopic {
        @Advice.OnMethodEnter(inline = false)
        static void enter(@Advice.This Object self) {
            CallerContext.asksByPart(self);
        }
    }
}
