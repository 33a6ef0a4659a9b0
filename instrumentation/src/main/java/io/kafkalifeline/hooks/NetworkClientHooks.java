package io.kafkalifeline.hooks;

import static io.kafkalifeline.weave.Feature.DIAGNOSIS;
import static io.kafkalifeline.weave.Feature.REAUTHENTICATION;
import static io.kafkalifeline.weave.Feature.RECORDING;

import io.kafkalifeline.hooks.kafka.Failures;
import io.kafkalifeline.hooks.kafka.InFlightRequestMembers;
import io.kafkalifeline.hooks.kafka.NetworkClientMembers;
import io.kafkalifeline.hooks.link.Client;
import io.kafkalifeline.hooks.recording.CallerContext;
import io.kafkalifeline.hooks.recording.Initialisations;
import io.kafkalifeline.hooks.recovery.Recovery;
import io.kafkalifeline.hooks.renewal.Adoption;
import io.kafkalifeline.hooks.renewal.ReadProbe;
import io.kafkalifeline.hooks.renewal.RenewedClient;
import io.kafkalifeline.hooks.survival.StaleRefusal;
import io.kafkalifeline.hooks.timeouts.Reminders;
import io.kafkalifeline.weave.Hook;
import io.kafkalifeline.weave.Requires;
import io.kafkalifeline.weave.Rewrites;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner.Typing;
import org.apache.kafka.clients.LeastLoadedNode;
import org.apache.kafka.clients.NetworkClient;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.ApiVersionsResponse;

/** Where a client decides to connect, and where we get to know it. */
@Rewrites("clients.NetworkClient")
final class NetworkClientHooks {
    private NetworkClientHooks() {}

    /** An initialisation begins. */
    @Hook(
            feature = {RECORDING, DIAGNOSIS},
            method = "initiateConnect",
            descriptor = "(Lorg/apache/kafka/common/Node;J)V")
    static final class InitiateConnect {
        @Advice.OnMethodEnter(inline = false)
        static Object enter(@Advice.This NetworkClient self, @Advice.Argument(0) Node node) {
            Client client = Client.of(self);
            if (client != null) {
                Initialisations.connecting(self, client, node);
            }
            return client;
        }

        @Advice.OnMethodExit(inline = false, onThrowable = Throwable.class)
        static void exit(@Advice.Enter Object client) {
            if (client != null) {
                Initialisations.connectCallEnded();
            }
        }
    }

    /** Remembers which of the application's threads asked for the connection. */
    @Hook(feature = RECORDING, method = "initiateConnect", descriptor = "(Lorg/apache/kafka/common/Node;J)V")
    static final class CallerOfInitiateConnect {
        @Advice.OnMethodEnter(inline = false)
        static void enter(@Advice.This NetworkClient self) {
            CallerContext.connecting(self);
        }
    }

    /** Notes when a broker is tried (R11: a broker that goes on refusing is tried once a second at most). */
    @Hook(feature = REAUTHENTICATION, method = "initiateConnect", descriptor = "(Lorg/apache/kafka/common/Node;J)V")
    static final class PacedInitiateConnect {
        @Advice.OnMethodEnter(inline = false)
        static void enter(
                @Advice.This NetworkClient self, @Advice.Argument(0) Node node, @Advice.Argument(1) long nowMs) {
            Client client = Client.of(self);
            if (client != null) {
                Recovery.of(client).connecting(client, node, nowMs);
                StaleRefusal.forget(self, node);
            }
        }
    }

    /** Finds the connections that were there before the agent. */
    @Hook(
            feature = {REAUTHENTICATION, RECORDING, DIAGNOSIS},
            method = "poll",
            descriptor = "(JJ)Ljava/util/List;")
    static final class Poll {
        @Advice.OnMethodEnter(inline = false)
        static void enter(@Advice.This NetworkClient self) {
            Client client = Client.of(self);
            if (client != null) {
                client.polled(self);
            }
        }
    }

    /** A client that never throws says what is wrong. */
    @Hook(feature = DIAGNOSIS, method = "poll", descriptor = "(JJ)Ljava/util/List;")
    static final class RemindingPoll {
        @Advice.OnMethodEnter(inline = false)
        static void enter(@Advice.This NetworkClient self) {
            Client client = Client.ofPart(self);
            if (client != null) {
                Reminders.polled(self, client);
            }
        }
    }

    /** An error, of the client's own or of a callback, may end the client's thread: what times out then says so. */
    @Hook(feature = DIAGNOSIS, method = "poll", descriptor = "(JJ)Ljava/util/List;")
    static final class BreakingPoll {
        @Advice.OnMethodExit(inline = false, onThrowable = Throwable.class)
        static void exit(@Advice.This NetworkClient self, @Advice.Thrown Throwable thrown) {
            Client client = thrown instanceof Error ? Client.ofPart(self) : null;
            if (client != null) {
                client.memory().thread().broke((Error) thrown);
            }
        }
    }

    /** Probes whether brokers have read what they never answer. */
    @Hook(feature = REAUTHENTICATION, method = "poll", descriptor = "(JJ)Ljava/util/List;")
    static final class RenewingPoll {
        @Advice.OnMethodEnter(inline = false)
        static void enter(@Advice.This NetworkClient self, @Advice.Argument(1) long nowMs) {
            Client client = Client.ofPart(self);
            if (client == null) {
                return;
            }
            RenewedClient renewed = RenewedClient.of(client);
            Adoption.polled(self, client);
            if (renewed.hasExpiring()) {
                ReadProbe.beforePoll(self, renewed, nowMs);
            }
        }
    }

    /**
     * A client whose only connections re-authenticate is not without brokers: no rebootstrap (R17: busy is not gone).
     */
    @Hook(
            feature = REAUTHENTICATION,
            method = "leastLoadedNode",
            descriptor = "(J)Lorg/apache/kafka/clients/LeastLoadedNode;",
            optional = true)
    @Requires(
            feature = REAUTHENTICATION,
            type = "clients.LeastLoadedNode",
            members = {"hasNodeAvailableOrConnectionReady()", "node()"})
    static final class LeastLoaded {
        @Advice.OnMethodEnter(inline = false)
        static Object enter(@Advice.This NetworkClient self) {
            Client client = Client.ofPart(self);
            if (client != null) {
                RenewedClient.of(client).choosing(true);
            }
            return client;
        }

        /** Returns what is to be returned instead, or null. */
        @Advice.OnMethodExit(inline = false, onThrowable = Throwable.class)
        @Advice.AssignReturned.ToReturned(typing = Typing.DYNAMIC)
        static Object exit(
                @Advice.This NetworkClient self, @Advice.Enter Object entered, @Advice.Return LeastLoadedNode found) {
            if (entered == null) {
                return null;
            }
            RenewedClient client = RenewedClient.of((Client) entered);
            client.choosing(false);
            if (found == null) {
                return null;
            }
            if (found.node() == null) {
                client.wantAny(NetworkClientMembers.nodes(self));
            }
            return !found.hasNodeAvailableOrConnectionReady() && client.anyBusy(NetworkClientMembers.nodes(self))
                    ? new LeastLoadedNode(found.node(), true)
                    : null;
        }
    }

    /** A connection that is made anew at once has not failed (R17: busy is not gone). */
    @Hook(feature = REAUTHENTICATION, method = "connectionFailed", descriptor = "(Lorg/apache/kafka/common/Node;)Z")
    static final class ConnectionFailed {
        /** Returns what is to be returned instead, or null. */
        @Advice.OnMethodExit(inline = false)
        @Advice.AssignReturned.ToReturned(typing = Typing.DYNAMIC)
        static Object exit(
                @Advice.This NetworkClient self, @Advice.Argument(0) Node node, @Advice.Return boolean failed) {
            Client client = failed ? Client.ofPart(self) : null;
            return client != null && Recovery.of(client).waitsFor(client, node) ? (Object) false : null;
        }
    }

    /** The client gives up a connection by itself, for instance because a coordinator has moved. */
    @Hook(
            feature = {RECORDING, DIAGNOSIS},
            method = "disconnect",
            descriptor = "(Ljava/lang/String;)V")
    static final class Disconnect {
        @Advice.OnMethodEnter(inline = false)
        static void enter(@Advice.This NetworkClient self, @Advice.Argument(0) String nodeId) {
            Client client = Client.ofPart(self);
            if (client != null) {
                client.presume(nodeId, Failures.CLIENT_DISCONNECTED);
            }
        }
    }

    /** The application closes the client: attempts under way end, and Kafka says no more about them. */
    @Hook(
            feature = {RECORDING, DIAGNOSIS},
            method = "close",
            descriptor = "()V")
    static final class Close {
        @Advice.OnMethodExit(inline = false, onThrowable = Throwable.class)
        static void exit(@Advice.This NetworkClient self) {
            Client client = Client.ofPart(self);
            if (client != null) {
                Initialisations.closed(client);
            }
        }
    }

    /** A broker that answers ApiVersions with an error is disconnected, and Kafka keeps the error to its log. */
    @Hook(
            feature = {RECORDING, DIAGNOSIS},
            method = "handleApiVersionsResponse",
            optional = true)
    static final class HandleApiVersionsResponse {
        @Advice.OnMethodEnter(inline = false)
        static void enter(
                @Advice.This NetworkClient self,
                @Advice.Argument(1) Object request,
                @Advice.Argument(3) ApiVersionsResponse response) {
            Client client = Client.ofPart(self);
            for (Errors error : response.errorCounts().keySet()) {
                if (client != null && error != Errors.NONE) {
                    client.presume(InFlightRequestMembers.destination(request), Failures.of(error));
                }
            }
        }
    }
}
