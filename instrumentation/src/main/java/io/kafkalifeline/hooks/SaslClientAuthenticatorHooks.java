package io.kafkalifeline.hooks;

import static io.kafkalifeline.weave.Feature.DIAGNOSIS;
import static io.kafkalifeline.weave.Feature.REAUTHENTICATION;
import static io.kafkalifeline.weave.Feature.RECORDING;

import io.kafkalifeline.weave.Hook;
import io.kafkalifeline.weave.Requires;
import io.kafkalifeline.weave.Rewrites;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner.Typing;
import org.apache.kafka.common.security.authenticator.SaslClientAuthenticator;
import org.apache.kafka.common.security.authenticator.SaslClientAuthenticator.SaslState;

/** The SASL exchange, of a first authentication and of a re-authentication. */
@Rewrites("common.security.authenticator.SaslClientAuthenticator")
@Requires(
        feature = {REAUTHENTICATION, RECORDING, DIAGNOSIS},
        type = "common.security.authenticator.SaslClientAuthenticator",
        members = {
            "transportLayer",
            "time",
            "reauthInfo",
            "mechanism",
            "saslState",
            "callbackHandler",
            "netInBuffer",
            "complete()"
        })
@Requires(
        feature = REAUTHENTICATION,
        type = "common.security.authenticator.SaslClientAuthenticator",
        members = "saslClient")
@Requires(
        feature = {REAUTHENTICATION, RECORDING, DIAGNOSIS},
        type = "common.security.authenticator.SaslClientAuthenticator$ReauthInfo",
        members = {"positiveSessionLifetimeMs", "authenticationEndNanos"})
final class SaslClientAuthenticatorHooks {
    private SaslClientAuthenticatorHooks() {}

    /** TLS is through when this is called for the first time. */
    @Hook(
            feature = {RECORDING, DIAGNOSIS},
            method = "authenticate",
            descriptor = "()V")
    static final class Authenticate {
        @Advice.OnMethodEnter(inline = false)
        static void enter(@Advice.This SaslClientAuthenticator self) {
            SaslExchange.step(self);
        }
    }

    /** The exchange moves on. */
    @Hook(
            feature = {REAUTHENTICATION, RECORDING, DIAGNOSIS},
            method = "setSaslState",
            descriptor = "(Lorg/apache/kafka/common/security/authenticator/SaslClientAuthenticator$SaslState;)V")
    static final class SetSaslState {
        @Advice.OnMethodExit(inline = false)
        static void exit(@Advice.This SaslClientAuthenticator self, @Advice.Argument(0) SaslState state) {
            SaslExchange.moved(self, state);
        }
    }

    /** The client's share of a round; may ask a credential source. */
    @Hook(
            feature = {REAUTHENTICATION, RECORDING, DIAGNOSIS},
            method = "createSaslToken",
            descriptor = "([BZ)[B")
    static final class CreateSaslToken {
        /** Returns the token that was computed ahead of time, or null to have it computed. */
        @Advice.OnMethodEnter(inline = false, skipOn = Advice.OnNonDefaultValue.class)
        static byte[] enter(@Advice.This SaslClientAuthenticator self) {
            return SaslExchange.tokenBegins(self);
        }

        @Advice.OnMethodExit(inline = false)
        @Advice.AssignReturned.ToReturned(typing = Typing.DYNAMIC)
        static Object exit(
                @Advice.This SaslClientAuthenticator self, @Advice.Enter byte[] ahead, @Advice.Return byte[] computed) {
            // A mechanism that is content with the broker's last answer has nothing to write.
            if (ahead != null || computed != null) {
                SaslExchange.tokenComputed(self, ahead != null ? ahead : computed, ahead != null);
            }
            return ahead;
        }
    }

    /** A round goes out. */
    @Hook(
            feature = {RECORDING, DIAGNOSIS},
            method = "sendSaslClientToken",
            descriptor = "([BZ)Z")
    static final class SendSaslClientToken {
        @Advice.OnMethodExit(inline = false)
        static void exit(@Advice.This SaslClientAuthenticator self, @Advice.Return boolean sent) {
            SaslExchange.tokenSent(self, sent);
        }
    }

    /** An answer of the broker, or null where it has not arrived wholly. */
    @Hook(
            feature = {REAUTHENTICATION, RECORDING, DIAGNOSIS},
            method = "receiveKafkaResponse",
            descriptor = "()Lorg/apache/kafka/common/requests/AbstractResponse;")
    static final class ReceiveKafkaResponse {
        @Advice.OnMethodExit(inline = false)
        static void exit(@Advice.This SaslClientAuthenticator self, @Advice.Return Object response) {
            if (response != null) {
                SaslExchange.answered(self, response);
            }
        }
    }

    /** Kafka's own schedule gives way to ours: when it is asked, a re-authentication is due. */
    @Hook(
            feature = REAUTHENTICATION,
            method = "clientSessionReauthenticationTimeNanos",
            descriptor = "()Ljava/lang/Long;")
    static final class ClientSessionReauthenticationTimeNanos {
        /** Returns "long ago", or null to leave Kafka's answer. */
        @Advice.OnMethodExit(inline = false)
        @Advice.AssignReturned.ToReturned(typing = Typing.DYNAMIC)
        static Object exit(@Advice.This SaslClientAuthenticator self) {
            return SaslExchange.reauthenticationIsOurs(self) ? (Object) Long.MIN_VALUE : null;
        }
    }
}
