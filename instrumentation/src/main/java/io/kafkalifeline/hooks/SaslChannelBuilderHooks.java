package io.kafkalifeline.hooks;

import static io.kafkalifeline.weave.Feature.REAUTHENTICATION;

import io.kafkalifeline.hooks.renewal.ClosedHandlers;
import io.kafkalifeline.weave.Hook;
import io.kafkalifeline.weave.Rewrites;
import net.bytebuddy.asm.Advice;
import org.apache.kafka.common.network.SaslChannelBuilder;

/** Where a client's callback handler is closed. */
@Rewrites("common.network.SaslChannelBuilder")
final class SaslChannelBuilderHooks {
    private SaslChannelBuilderHooks() {}

    /** No handler is closed while it is called (R9: the token comes before the handshake, from another thread). */
    @Hook(feature = REAUTHENTICATION, method = "close", descriptor = "()V")
    static final class Close {
        /** Returns whether it is closed later, by the thread that is in it. */
        @Advice.OnMethodEnter(inline = false, skipOn = Advice.OnNonDefaultValue.class)
        static boolean enter(@Advice.This SaslChannelBuilder self) {
            return ClosedHandlers.areClosedLater(self);
        }
    }
}
