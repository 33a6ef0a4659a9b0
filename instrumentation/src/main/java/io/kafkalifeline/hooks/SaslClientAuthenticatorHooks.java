package io.kafkalifeline.hooks;

import static io.kafkalifeline.weave.Feature.DIAGNOSIS;
import static io.kafkalifeline.weave.Feature.REAUTHENTICATION;
import static io.kafkalifeline.weave.Feature.RECORDING;

import io.kafkalifeline.hooks.recording.SaslExchange;
import io.kafkalifeline.hooks.renewal.Reauthentications;
import io.kafkalifeline.hooks.renewal.RenewedClient;
import io.kafkalifeline.hooks.renewal.SessionGate;
import io.kafkalifeline.hooks.renewal.SessionGrants;
import io.kafkalifeline.weave.Hook;
import io.kafkalifeline.weave.Rewrites;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner.Typing;
import org.apache.kafka.common.security.authenticator.SaslClientAuthenticator;
import org.apache.kafka.common.security.authenticator.SaslClientAuthenticator.SaslState;

/** The SASL exchange, of a first authentication and of a re-authentication. */
@Rewrites("common.security.authenticator.SaslClientAuthenticator")
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
            SaslExchange exchange = SaslExchange.of(self);
            if (exchange != null) {
                exchange.step(self);
            }
        }
    }

    /** One call of the handler at a time (R9: the token comes before the handshake, from another thread). */
    @Hook(feature = REAUTHENTICATION, method = "authenticate", descriptor = "()V")
    static final class AuthenticateInTurn {
        /** Returns whether the step is made later. */
        @Advice.OnMethodEnter(inline = false, skipOn = Advice.OnNonDefaultValue.class)
        static boolean enter(@Advice.This SaslClientAuthenticator self) {
            SessionGate gate = SessionGate.of(self);
            return gate != null && RenewedClient.mustWait(gate, self);
        }
    }

    /** The exchange moves on. */
    @Hook(
            feature = {RECORDING, DIAGNOSIS},
            method = "setSaslState",
            descriptor = "(Lorg/apache/kafka/common/security/authenticator/SaslClientAuthenticator$SaslState;)V")
    static final class SetSaslState {
        @Advice.OnMethodExit(inline = false)
        static void exit(@Advice.This SaslClientAuthenticator self, @Advice.Argument(0) SaslState state) {
            SaslExchange exchange = SaslExchange.of(self);
            if (exchange != null) {
                exchange.moved(self, state);
            }
        }
    }

    /** A session was granted. */
    @Hook(
            feature = REAUTHENTICATION,
            method = "setSaslState",
            descriptor = "(Lorg/apache/kafka/common/security/authenticator/SaslClientAuthenticator$SaslState;)V")
    static final class SetSaslStateComplete {
        @Advice.OnMethodExit(inline = false)
        static void exit(@Advice.This SaslClientAuthenticator self, @Advice.Argument(0) SaslState state) {
            SessionGate gate = state == SaslState.COMPLETE ? SessionGate.of(self) : null;
            if (gate != null) {
                SessionGrants.completed(gate);
            }
        }
    }

    /** The client computes its part of a round. */
    @Hook(
            feature = {RECORDING, DIAGNOSIS},
            method = "createSaslToken",
            descriptor = "([BZ)[B")
    static final class CreateSaslToken {
        @Advice.OnMethodEnter(inline = false)
        static Object enter(@Advice.This SaslClientAuthenticator self) {
            SaslExchange exchange = SaslExchange.of(self);
            if (exchange != null) {
                exchange.tokenBegins();
            }
            return exchange;
        }

        @Advice.OnMethodExit(inline = false)
        static void exit(@Advice.Enter Object exchange, @Advice.Return byte[] token) {
            // A mechanism that is content with the broker's last answer has nothing to write.
            if (exchange != null && token != null) {
                ((SaslExchange) exchange).tokenComputed();
            }
        }
    }

    /**
     * Hands over the token that was computed ahead of time (R9: the token comes before the handshake); without one,
     * Kafka asks the credential source now.
     */
    @Hook(feature = REAUTHENTICATION, method = "createSaslToken", descriptor = "([BZ)[B")
    static final class CreateSaslTokenAhead {
        /** Returns the token that was computed ahead of time, or null to have it computed. */
        @Advice.OnMethodEnter(inline = false, skipOn = Advice.OnNonDefaultValue.class)
        static byte[] enter(@Advice.This SaslClientAuthenticator self) {
            SessionGate gate = SessionGate.of(self);
            return gate == null ? null : SessionGrants.tokenBegins(gate, self);
        }

        @Advice.OnMethodExit(inline = false, onThrowable = Throwable.class)
        @Advice.AssignReturned.ToReturned(typing = Typing.DYNAMIC)
        static Object exit(
                @Advice.This SaslClientAuthenticator self, @Advice.Enter byte[] ahead, @Advice.Return byte[] computed) {
            SessionGate gate = SessionGate.of(self);
            if (gate != null) {
                SessionGrants.tokenEnds(gate, ahead != null ? ahead : computed, ahead != null);
            }
            return ahead;
        }
    }

    /** The client sends its part of a round. */
    @Hook(
            feature = {RECORDING, DIAGNOSIS},
            method = "sendSaslClientToken",
            descriptor = "([BZ)Z")
    static final class SendSaslClientToken {
        @Advice.OnMethodExit(inline = false)
        static void exit(@Advice.This SaslClientAuthenticator self, @Advice.Return boolean sent) {
            SaslExchange exchange = SaslExchange.of(self);
            if (exchange != null) {
                exchange.tokenSent(sent);
            }
        }
    }

    /** An answer of the broker, or null where it has not arrived wholly. */
    @Hook(
            feature = {RECORDING, DIAGNOSIS},
            method = "receiveKafkaResponse",
            descriptor = "()Lorg/apache/kafka/common/requests/AbstractResponse;")
    static final class ReceiveKafkaResponse {
        @Advice.OnMethodExit(inline = false)
        static void exit(@Advice.This SaslClientAuthenticator self, @Advice.Return Object response) {
            SaslExchange exchange = response == null ? null : SaslExchange.of(self);
            if (exchange != null) {
                exchange.answered(response);
            }
        }
    }

    /** An answer of the broker tells how long the session lasts. */
    @Hook(
            feature = REAUTHENTICATION,
            method = "receiveKafkaResponse",
            descriptor = "()Lorg/apache/kafka/common/requests/AbstractResponse;")
    static final class ReceiveSessionLifetime {
        @Advice.OnMethodExit(inline = false)
        static void exit(@Advice.This SaslClientAuthenticator self, @Advice.Return Object response) {
            SessionGate gate = response == null ? null : SessionGate.of(self);
            if (gate != null) {
                SessionGrants.answered(gate, response);
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
            SessionGate gate = SessionGate.of(self);
            return gate != null && gate.isBeginning() ? (Object) Long.MIN_VALUE : null;
        }
    }

    /** The renewal of the session begins: its authenticator could be made, and replaces the old one. */
    @Hook(feature = REAUTHENTICATION, method = "reauthenticate")
    static final class ReauthenticateSession {
        @Advice.OnMethodEnter(inline = false)
        static void enter(@Advice.This SaslClientAuthenticator self) {
            SessionGate gate = SessionGate.of(self);
            if (gate != null) {
                Reauthentications.begun(gate);
            }
        }
    }
}
