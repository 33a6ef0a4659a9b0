package io.kafkalifeline.hooks;

import static io.kafkalifeline.weave.Feature.REAUTHENTICATION;

import io.kafkalifeline.hooks.renewal.HandlerTurn;
import io.kafkalifeline.weave.Hook;
import io.kafkalifeline.weave.Rewrites;
import net.bytebuddy.asm.Advice;

/** Where a client's callback handler is handed to an authenticator, which may call it, and where it is closed. */
@Rewrites("common.network.SaslChannelBuilder")
final class SaslChannelBuilderHooks {
    private SaslChannelBuilderHooks() {}

    /** One call of the handler at a time (R9: the token comes before the handshake, from another thread). */
    @Hook(feature = REAUTHENTICATION, method = "buildClientAuthenticator")
    static final class BuildClientAuthenticator {
        @Advice.OnMethodEnter(inline = false)
        static Object enter(@Advice.This Object self, @Advice.Argument(1) Object callbackHandler) {
            return HandlerTurn.begin(self, callbackHandler);
        }

        @Advice.OnMethodExit(inline = false, onThrowable = Throwable.class)
        static void exit(@Advice.Enter Object turn) {
            HandlerTurn.end((HandlerTurn) turn);
        }
    }

    /** No handler is closed while it is called. */
    @Hook(feature = REAUTHENTICATION, method = "close", descriptor = "()V")
    static final class Close {
        /** Returns whether it is closed later, by the thread that is in it. */
        @Advice.OnMethodEnter(inline = false, skipOn = Advice.OnNonDefaultValue.class)
        static boolean enter(@Advice.This Object self) {
            return HandlerTurn.closing(self);
        }
    }
}
