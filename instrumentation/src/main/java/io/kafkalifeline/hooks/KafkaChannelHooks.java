package io.kafkalifeline.hooks;

import static io.kafkalifeline.weave.Feature.DIAGNOSIS;
import static io.kafkalifeline.weave.Feature.REAUTHENTICATION;
import static io.kafkalifeline.weave.Feature.RECORDING;

import io.kafkalifeline.hooks.link.Connection;
import io.kafkalifeline.hooks.link.Link;
import io.kafkalifeline.hooks.recording.ChannelProgress;
import io.kafkalifeline.hooks.recording.SaslExchange;
import io.kafkalifeline.hooks.renewal.AuthenticatorSupplier;
import io.kafkalifeline.hooks.renewal.Reauthentications;
import io.kafkalifeline.hooks.renewal.SessionGate;
import io.kafkalifeline.hooks.timeouts.AnswersOwed;
import io.kafkalifeline.weave.Hook;
import io.kafkalifeline.weave.Rewrites;
import java.util.function.Supplier;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner.Typing;
import org.apache.kafka.common.network.Authenticator;
import org.apache.kafka.common.network.KafkaChannel;

/** One connection: how it gets ready, when it re-authenticates, when it is closed. */
@Rewrites("common.network.KafkaChannel")
final class KafkaChannelHooks {
    private KafkaChannelHooks() {}

    /**
     * A channel is made: its authenticators are to come from a supplier that can have one ready (R9: the token comes
     * before the handshake).
     */
    @Hook(feature = REAUTHENTICATION, method = "<init>")
    static final class Constructor {
        @Advice.OnMethodEnter(inline = false)
        @Advice.AssignReturned.ToArguments(
                @Advice.AssignReturned.ToArguments.ToArgument(value = 2, typing = Typing.DYNAMIC))
        static Object enter(@Advice.Argument(2) Supplier<Authenticator> authenticatorCreator) {
            return new AuthenticatorSupplier(authenticatorCreator);
        }
    }

    /** Phase {@code tcp} ends. */
    @Hook(
            feature = {RECORDING, DIAGNOSIS},
            method = "finishConnect",
            descriptor = "()Z")
    static final class FinishConnect {
        @Advice.OnMethodExit(inline = false, onThrowable = Throwable.class)
        static void exit(
                @Advice.This KafkaChannel self, @Advice.Return boolean connected, @Advice.Thrown Throwable thrown) {
            Connection connection = Connection.of(self);
            if (connection != null && (connected || thrown != null)) {
                ChannelProgress.connected(self, connection, thrown);
            }
        }
    }

    /** Every step of TLS and SASL runs through here. */
    @Hook(
            feature = {RECORDING, DIAGNOSIS},
            method = "prepare",
            descriptor = "()V")
    static final class Prepare {
        @Advice.OnMethodExit(inline = false, onThrowable = Throwable.class)
        static void exit(@Advice.This KafkaChannel self, @Advice.Thrown Throwable thrown) {
            Connection connection = Connection.of(self);
            if (connection == null) {
                return;
            }
            if (thrown == null) {
                ChannelProgress.prepared(self, connection);
            } else {
                ChannelProgress.preparationFailed(self, connection, thrown);
            }
        }
    }

    /**
     * Makes an ordinary disconnect of a failure that the application is not to hear of, before {@link Prepare} looks
     * (R10: a failed renewal is never the last word; R11: refusals that pass are waited out).
     */
    @Hook(feature = REAUTHENTICATION, method = "prepare", descriptor = "()V")
    static final class PrepareWithSession {
        @Advice.OnMethodExit(inline = false, onThrowable = Throwable.class)
        static void exit(@Advice.This KafkaChannel self, @Advice.Thrown Throwable thrown) {
            SessionGate gate = SessionGate.of(self);
            if (gate == null) {
                return;
            }
            if (thrown == null) {
                Reauthentications.prepared(self, gate);
            } else {
                Reauthentications.preparationFailed(self, gate, thrown);
            }
        }
    }

    /**
     * Kafka asks this before it writes a request, and only then; we decide instead (R2: requests arrive in time; R3:
     * when a renewal is due; R5: requests are held).
     */
    @Hook(
            feature = REAUTHENTICATION,
            method = "maybeBeginClientReauthentication",
            descriptor = "(Ljava/util/function/Supplier;)Z")
    static final class MaybeBeginClientReauthentication {
        /** Returns what the method is to return, or null to run its own body. */
        @Advice.OnMethodEnter(inline = false, skipOn = Advice.OnNonDefaultValue.class)
        static Object enter(@Advice.This KafkaChannel self) {
            SessionGate gate = SessionGate.of(self);
            return gate == null ? null : gate.atWrite(self);
        }

        @Advice.OnMethodExit(inline = false)
        @Advice.AssignReturned.ToReturned(typing = Typing.DYNAMIC)
        static Object exit(@Advice.Enter Object decided) {
            return decided;
        }
    }

    /** A re-authentication begins. */
    @Hook(
            feature = {RECORDING, DIAGNOSIS},
            method = "swapAuthenticatorsAndBeginReauthentication",
            descriptor = "(Lorg/apache/kafka/common/network/ReauthenticationContext;)V")
    static final class SwapAuthenticatorsAndBeginReauthentication {
        @Advice.OnMethodEnter(inline = false)
        static void enter(@Advice.This KafkaChannel self) {
            Connection connection = Connection.of(self);
            if (connection != null) {
                SaslExchange.renewing(self, connection);
            }
        }
    }

    /** With TLS 1.3 the broker judges the client's certificate after the handshake: its alert is read like an answer. */
    @Hook(
            feature = {RECORDING, DIAGNOSIS},
            method = "read",
            descriptor = "()J")
    static final class Read {
        @Advice.OnMethodExit(inline = false, onThrowable = Throwable.class)
        static void exit(@Advice.This KafkaChannel self, @Advice.Thrown Throwable thrown) {
            Connection connection = thrown == null ? null : Connection.of(self);
            if (connection != null) {
                ChannelProgress.readFailed(self, connection, thrown);
            }
        }
    }

    /** The connection is gone. */
    @Hook(
            feature = {RECORDING, DIAGNOSIS},
            method = "close",
            descriptor = "()V")
    static final class Close {
        @Advice.OnMethodEnter(inline = false)
        static Object enter(@Advice.This KafkaChannel self) {
            Connection connection = Connection.of(self);
            if (connection != null) {
                ChannelProgress.closed(self, connection);
            }
            return connection;
        }

        @Advice.OnMethodExit(inline = false, onThrowable = Throwable.class)
        static void exit(@Advice.This KafkaChannel self, @Advice.Enter Object connection) {
            if (connection != null) {
                Link.of((Connection) connection).detach(self, (Connection) connection);
            }
        }
    }

    /** How an established connection ended is why calls time out whose requests waited on it. */
    @Hook(feature = DIAGNOSIS, method = "close", descriptor = "()V")
    static final class CloseWithRequests {
        @Advice.OnMethodEnter(inline = false)
        static void enter(@Advice.This KafkaChannel self) {
            Connection connection = Connection.of(self);
            if (connection != null) {
                AnswersOwed.ended(self, connection);
            }
        }
    }

    /** The session ends with its connection. */
    @Hook(feature = REAUTHENTICATION, method = "close", descriptor = "()V")
    static final class CloseSession {
        @Advice.OnMethodEnter(inline = false)
        static Object enter(@Advice.This KafkaChannel self) {
            SessionGate gate = SessionGate.of(self);
            if (gate != null) {
                Reauthentications.closed(self, gate);
            }
            return Connection.of(self);
        }

        @Advice.OnMethodExit(inline = false, onThrowable = Throwable.class)
        static void exit(@Advice.This KafkaChannel self, @Advice.Enter Object connection) {
            if (connection != null) {
                Link.of((Connection) connection).detach(self, (Connection) connection);
            }
        }
    }
}
