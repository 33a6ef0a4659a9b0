package io.kafkalifeline.hooks;

import static io.kafkalifeline.weave.Feature.RECORDING;

import io.kafkalifeline.hooks.recording.CallerContext;
import io.kafkalifeline.weave.Hook;
import io.kafkalifeline.weave.Rewrites;
import net.bytebuddy.asm.Advice;

/** The thread of a new or a share consumer, which makes its client and begins to connect at once. */
@Rewrites("clients.consumer.internals.ConsumerNetworkThread")
final class ConsumerNetworkThreadHooks {
    private ConsumerNetworkThreadHooks() {}

    /** The application's thread that makes the consumer also makes this thread: it is remembered as the caller. */
    @Hook(feature = RECORDING, method = "<init>", optional = true)
    static final class Constructor {
        @Advice.OnMethodExit(inline = false)
        static void exit(@Advice.This Object self) {
            CallerContext.rememberFor(self);
        }
    }
}
