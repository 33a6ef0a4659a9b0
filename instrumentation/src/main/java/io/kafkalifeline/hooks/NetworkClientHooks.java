package io.kafkalifeline.hooks;

import static io.kafkalifeline.weave.Feature.DIAGNOSIS;
import static io.kafkalifeline.weave.Feature.REAUTHENTICATION;
import static io.kafkalifeline.weave.Feature.RECORDING;

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
@Requires(
        feature = {REAUTHENTICATION, RECORDING, DIAGNOSIS},
        type = "clients.NetworkClient",
        members = {"clientId", "selector", "metadataUpdater", "connectionStates", "inFlightRequests"})
@Requires(
        feature = {REAUTHENTICATION, RECORDING, DIAGNOSIS},
        type = "clients.NetworkClient$DefaultMetadataUpdater",
        members = "metadata")
@Requires(feature = REAUTHENTICATION, type = "clients.NetworkClient", members = "defaultRequestTimeoutMs")
@Requires(feature = DIAGNOSIS, type = "clients.NetworkClient", members = "log")
final class NetworkClientHooks {
    private static final PrivateField DESTINATION = PrivateField.of(
            NetworkClient.class, "org.apache.kafka.clients.NetworkClient$InFlightRequest", "destination");

    private NetworkClientHooks() {}

    /** Begins an initialisation. */
    @Hook(
            feature = {REAUTHENTICATION, RECORDING, DIAGNOSIS},
            method = "initiateConnect",
            descriptor = "(Lorg/apache/kafka/common/Node;J)V")
    static final class InitiateConnect {
        @Advice.OnMethodEnter(inline = false)
        static Object enter(
                @Advice.This NetworkClient self, @Advice.Argument(0) Node node, @Advice.Argument(1) long nowMs) {
            Client client = Client.of(self);
            if (client != null) {
                client.connecting(node, nowMs);
            }
            return client;
        }

        @Advice.OnMethodExit(inline = false, onThrowable = Throwable.class)
        static void exit(@Advice.Enter Object client) {
            if (client != null) {
                Attempts.connectCallEnded();
            }
        }
    }

    /** Makes clients known that were there before the agent, and sends what was kept from an earlier connection. */
    @Hook(
            feature = {REAUTHENTICATION, RECORDING, DIAGNOSIS},
            method = "poll",
            descriptor = "(JJ)Ljava/util/List;")
    static final class Poll {
        /** Returns a shorter timeout in ms, or null. */
        @Advice.OnMethodEnter(inline = false)
        @Advice.AssignReturned.ToArguments(
                @Advice.AssignReturned.ToArguments.ToArgument(value = 0, typing = Typing.DYNAMIC))
        static Object enter(
                @Advice.This NetworkClient self, @Advice.Argument(0) long timeoutMs, @Advice.Argument(1) long nowMs) {
            Client client = Client.of(self);
            if (client != null && client.reminder != null && !client.reminder.silent() && Lifeline.diagnosing()) {
                Reminders.say(self, client.reminder);
            }
            if (client != null && !client.expiring.isEmpty()) {
                Question.beforePoll(self, client, nowMs);
            }
            if (client == null || (client.reconnects.replays.isEmpty() && client.reconnects.awaited.isEmpty())) {
                return null;
            }
            long waitMs = Math.min(
                    Replay.beforePoll(self, client, nowMs), client.reconnects.awaited.beforePoll(self, client, nowMs));
            return waitMs < timeoutMs ? (Object) waitMs : null;
        }
    }

    /** A client whose only connections are re-authenticating is not without brokers: nothing to bootstrap (R17). */
    @Hook(
            feature = REAUTHENTICATION,
            method = "leastLoadedNode",
            descriptor = "(J)Lorg/apache/kafka/clients/LeastLoadedNode;",
            optional = true)
    static final class LeastLoaded {
        @Advice.OnMethodEnter(inline = false)
        static Object enter(@Advice.This NetworkClient self) {
            Client client = Client.ofPart(self);
            if (client != null) {
                client.choosing = true;
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
            Client client = (Client) entered;
            client.choosing = false;
            if (found == null) {
                return null;
            }
            if (found.node() == null) {
                client.wantAny(Client.nodes(self));
            }
            return !found.hasNodeAvailableOrConnectionReady() && client.anyBusy(Client.nodes(self))
                    ? new LeastLoadedNode(found.node(), true)
                    : null;
        }
    }

    /** A connection that is made anew at once has not failed for those who have something to send (R10, R11). */
    @Hook(feature = REAUTHENTICATION, method = "connectionFailed", descriptor = "(Lorg/apache/kafka/common/Node;)Z")
    static final class ConnectionFailed {
        /** Returns what is to be returned instead, or null. */
        @Advice.OnMethodExit(inline = false)
        @Advice.AssignReturned.ToReturned(typing = Typing.DYNAMIC)
        static Object exit(
                @Advice.This NetworkClient self, @Advice.Argument(0) Node node, @Advice.Return boolean failed) {
            Client client = failed ? Client.ofPart(self) : null;
            return client != null && client.reconnects.awaited.waitFor(client, node) ? (Object) false : null;
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

    /**
     * An application that gives up before the client does ends attempts that nobody else will tell of, and nobody hears
     * any more of what was kept for another connection.
     */
    @Hook(
            feature = {REAUTHENTICATION, RECORDING, DIAGNOSIS},
            method = "close",
            descriptor = "()V")
    static final class Close {
        @Advice.OnMethodExit(inline = false, onThrowable = Throwable.class)
        static void exit(@Advice.This NetworkClient self) {
            Client client = Client.ofPart(self);
            if (client != null) {
                client.closed();
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
            Errors error = Errors.forCode(response.data().errorCode());
            if (client != null && error != Errors.NONE) {
                client.presume((String) DESTINATION.get(request), Failures.of(error));
            }
        }
    }
}
