package io.kafkalifeline.hooks;

import static io.kafkalifeline.weave.Feature.REAUTHENTICATION;
import static io.kafkalifeline.weave.Feature.RECORDING;

import io.kafkalifeline.hooks.recording.CallerContext;
import io.kafkalifeline.hooks.survival.UnreadEvents;
import io.kafkalifeline.weave.Hook;
import io.kafkalifeline.weave.Requires;
import io.kafkalifeline.weave.Rewrites;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner.Typing;

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

    /** How long {@code poll} may wait: never not at all while the thread has not read what it was told already. */
    @Hook(feature = REAUTHENTICATION, method = "maximumTimeToWait", descriptor = "()J", optional = true)
    @Requires(
            feature = REAUTHENTICATION,
            type = "clients.consumer.internals.ConsumerNetworkThread",
            members = "applicationEventQueue")
    static final class MaximumTimeToWait {
        @Advice.OnMethodExit(inline = false)
        @Advice.AssignReturned.ToReturned(typing = Typing.DYNAMIC)
        static long exit(@Advice.This Object self, @Advice.Return long waitMs) {
            return UnreadEvents.waitMs(self, waitMs);
        }
    }
}
