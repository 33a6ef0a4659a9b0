package io.kafkalifeline.hooks;

import static io.kafkalifeline.weave.Feature.DIAGNOSIS;
import static io.kafkalifeline.weave.Feature.REAUTHENTICATION;
import static io.kafkalifeline.weave.Feature.RECORDING;

import io.kafkalifeline.weave.Hook;
import io.kafkalifeline.weave.Requires;
import io.kafkalifeline.weave.Rewrites;
import java.util.List;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner.Typing;

/** Which requests a broker has still to take off the socket before the next one. */
@Rewrites("clients.InFlightRequests")
@Requires(
        feature = REAUTHENTICATION,
        type = "clients.NetworkClient$InFlightRequest",
        members = {
            "destination",
            "request",
            "expectResponse",
            "isInternalRequest",
            "send",
            "sendTimeMs",
            "requestTimeoutMs"
        })
@Requires(
        feature = {RECORDING, DIAGNOSIS},
        type = "clients.NetworkClient$InFlightRequest",
        members = "destination")
final class InFlightRequestsHooks {
    private InFlightRequestsHooks() {}

    /** A request is queued. */
    @Hook(
            feature = {REAUTHENTICATION, DIAGNOSIS},
            method = "add",
            descriptor = "(Lorg/apache/kafka/clients/NetworkClient$InFlightRequest;)V")
    static final class Add {
        @Advice.OnMethodEnter(inline = false)
        static void enter(@Advice.This Object self, @Advice.Argument(0) Object request) {
            Client client = Client.ofPart(self);
            if (client != null) {
                SessionGate.queued(client, request);
                client.firstAnswers.asked(request);
            }
        }
    }

    /** The oldest request was answered. */
    @Hook(
            feature = {REAUTHENTICATION, DIAGNOSIS},
            method = "completeNext",
            descriptor = "(Ljava/lang/String;)Lorg/apache/kafka/clients/NetworkClient$InFlightRequest;")
    static final class CompleteNext {
        @Advice.OnMethodEnter(inline = false)
        static void enter(@Advice.This Object self, @Advice.Argument(0) String nodeId) {
            Client client = Client.ofPart(self);
            if (client != null) {
                SessionGate.answered(client, nodeId);
                client.answered(nodeId);
                client.firstAnswers.answered(nodeId);
            }
        }
    }

    /** A connection has ended: all that was in flight is about to be cancelled (R13). */
    @Hook(feature = REAUTHENTICATION, method = "clearAll", descriptor = "(Ljava/lang/String;)Ljava/lang/Iterable;")
    static final class ClearAll {
        /** Returns what is to be cancelled instead, or null. */
        @Advice.OnMethodExit(inline = false)
        @Advice.AssignReturned.ToReturned(typing = Typing.DYNAMIC)
        static Object exit(
                @Advice.This Object self, @Advice.Argument(0) String nodeId, @Advice.Return Iterable<?> cleared) {
            Client client = Client.ofPart(self);
            return client == null ? null : Replay.cancelled(client, nodeId, cleared);
        }
    }

    /** Whose answer is overdue by {@code request.timeout.ms}; the client disconnects from them. */
    @Hook(
            feature = {REAUTHENTICATION, RECORDING, DIAGNOSIS},
            method = "nodesWithTimedOutRequests",
            descriptor = "(J)Ljava/util/List;")
    static final class NodesWithTimedOutRequests {
        @Advice.OnMethodExit(inline = false)
        static void exit(@Advice.This Object self, @Advice.Return List<String> nodeIds) {
            if (nodeIds.isEmpty()) {
                return;
            }
            Client client = Client.ofPart(self);
            if (client != null) {
                nodeIds.forEach(client::overdue);
            }
        }
    }

    /** What is kept for another connection is in flight for whoever waits for the last answer before it closes (R13). */
    @Hook(feature = REAUTHENTICATION, method = "count", descriptor = "()I")
    static final class Count {
        @Advice.OnMethodExit(inline = false)
        @Advice.AssignReturned.ToReturned(typing = Typing.DYNAMIC)
        static Object exit(@Advice.This Object self, @Advice.Return int count) {
            Client client = Client.ofPart(self);
            return client == null ? null : (Object) (count + client.reconnects.replays.size() - client.questions);
        }
    }

    /** As {@link Count}, for one node. */
    @Hook(feature = REAUTHENTICATION, method = "count", descriptor = "(Ljava/lang/String;)I")
    static final class CountOfNode {
        @Advice.OnMethodExit(inline = false)
        @Advice.AssignReturned.ToReturned(typing = Typing.DYNAMIC)
        static Object exit(@Advice.This Object self, @Advice.Argument(0) String nodeId, @Advice.Return int count) {
            return Replay.keepsFor(self, nodeId) ? (Object) (count + 1) : null;
        }
    }

    /** As {@link Count}. */
    @Hook(feature = REAUTHENTICATION, method = "isEmpty", descriptor = "()Z")
    static final class IsEmpty {
        @Advice.OnMethodExit(inline = false)
        @Advice.AssignReturned.ToReturned(typing = Typing.DYNAMIC)
        static Object exit(@Advice.This Object self, @Advice.Return boolean empty) {
            Client client = empty ? Client.ofPart(self) : null;
            return client != null && !client.reconnects.replays.isEmpty() ? (Object) false : null;
        }
    }

    /** As {@link Count}, for one node. */
    @Hook(feature = REAUTHENTICATION, method = "isEmpty", descriptor = "(Ljava/lang/String;)Z")
    static final class IsEmptyOfNode {
        @Advice.OnMethodExit(inline = false)
        @Advice.AssignReturned.ToReturned(typing = Typing.DYNAMIC)
        static Object exit(@Advice.This Object self, @Advice.Argument(0) String nodeId, @Advice.Return boolean empty) {
            return empty && Replay.keepsFor(self, nodeId) ? (Object) false : null;
        }
    }
}
