package io.kafkalifeline.hooks;

import static io.kafkalifeline.weave.Feature.DIAGNOSIS;
import static io.kafkalifeline.weave.Feature.REAUTHENTICATION;
import static io.kafkalifeline.weave.Feature.RECORDING;

import io.kafkalifeline.hooks.link.Client;
import io.kafkalifeline.hooks.link.Link;
import io.kafkalifeline.hooks.recovery.Recovery;
import io.kafkalifeline.hooks.recovery.UnsentRequest;
import io.kafkalifeline.hooks.renewal.RenewedClient;
import io.kafkalifeline.hooks.renewal.SessionGate;
import io.kafkalifeline.hooks.timeouts.AnswersOwed;
import io.kafkalifeline.hooks.timeouts.FirstAnswers;
import io.kafkalifeline.weave.Hook;
import io.kafkalifeline.weave.Rewrites;
import java.util.List;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner.Typing;

/** The requests that a client has handed to its connections and that are not answered yet. */
@Rewrites("clients.InFlightRequests")
final class InFlightRequestsHooks {
    private InFlightRequestsHooks() {}

    /** A request is queued. */
    @Hook(
            feature = REAUTHENTICATION,
            method = "add",
            descriptor = "(Lorg/apache/kafka/clients/NetworkClient$InFlightRequest;)V")
    static final class Add {
        @Advice.OnMethodEnter(inline = false)
        static void enter(@Advice.This Object self, @Advice.Argument(0) Object request) {
            Client client = Client.ofPart(self);
            if (client != null) {
                RenewedClient.queued(client, request);
            }
        }
    }

    /** Notes the first request on a connection, and which one waits for its answer. */
    @Hook(
            feature = DIAGNOSIS,
            method = "add",
            descriptor = "(Lorg/apache/kafka/clients/NetworkClient$InFlightRequest;)V")
    static final class AddFirst {
        @Advice.OnMethodEnter(inline = false)
        static void enter(@Advice.This Object self, @Advice.Argument(0) Object request) {
            Client client = Client.ofPart(self);
            if (client != null) {
                FirstAnswers.asked(client, request);
                AnswersOwed.asked(client, request);
            }
        }
    }

    /** The oldest request was answered. */
    @Hook(
            feature = REAUTHENTICATION,
            method = "completeNext",
            descriptor = "(Ljava/lang/String;)Lorg/apache/kafka/clients/NetworkClient$InFlightRequest;")
    static final class CompleteNext {
        @Advice.OnMethodEnter(inline = false)
        static void enter(@Advice.This Object self, @Advice.Argument(0) String nodeId) {
            Client client = Client.ofPart(self);
            SessionGate gate = client == null ? null : SessionGate.of(client, nodeId);
            if (gate != null) {
                gate.answered();
            }
        }
    }

    /** Notes the first answer on a connection, whose listener is the right one, and each one after it. */
    @Hook(
            feature = DIAGNOSIS,
            method = "completeNext",
            descriptor = "(Ljava/lang/String;)Lorg/apache/kafka/clients/NetworkClient$InFlightRequest;")
    static final class CompleteFirst {
        @Advice.OnMethodEnter(inline = false)
        static void enter(@Advice.This Object self, @Advice.Argument(0) String nodeId) {
            Client client = Client.ofPart(self);
            if (client != null) {
                FirstAnswers.answered(client, nodeId);
                AnswersOwed.answered(client, nodeId);
            }
        }
    }

    /** The newest request is sent, and the broker does not answer it. */
    @Hook(
            feature = DIAGNOSIS,
            method = "completeLastSent",
            descriptor = "(Ljava/lang/String;)Lorg/apache/kafka/clients/NetworkClient$InFlightRequest;")
    static final class CompleteLastSent {
        @Advice.OnMethodEnter(inline = false)
        static void enter(@Advice.This Object self, @Advice.Argument(0) String nodeId) {
            Client client = Client.ofPart(self);
            if (client != null) {
                AnswersOwed.sentForNoAnswer(client, nodeId);
            }
        }
    }

    /**
     * A connection has ended: all that was in flight is about to be cancelled (R13: what was never written is not
     * lost).
     */
    @Hook(feature = REAUTHENTICATION, method = "clearAll", descriptor = "(Ljava/lang/String;)Ljava/lang/Iterable;")
    static final class ClearAll {
        /** Returns what is to be cancelled instead, or null. */
        @Advice.OnMethodExit(inline = false)
        @Advice.AssignReturned.ToReturned(typing = Typing.DYNAMIC)
        static Object exit(
                @Advice.This Object self, @Advice.Argument(0) String nodeId, @Advice.Return Iterable<?> cleared) {
            Client client = Client.ofPart(self);
            return client == null ? null : UnsentRequest.cancelled(client, client.link(nodeId), cleared);
        }
    }

    /**
     * Kafka lists the nodes whose answer is overdue by {@code request.timeout.ms}; the client disconnects from them.
     */
    @Hook(
            feature = {REAUTHENTICATION, RECORDING, DIAGNOSIS},
            method = "nodesWithTimedOutRequests",
            descriptor = "(J)Ljava/util/List;")
    static final class NodesWithTimedOutRequests {
        @Advice.OnMethodExit(inline = false)
        static void exit(@Advice.This Object self, @Advice.Return List<String> nodeIds) {
            Client client = nodeIds.isEmpty() ? null : Client.ofPart(self);
            if (client != null) {
                nodeIds.forEach(nodeId -> client.overdue(nodeId));
            }
        }
    }

    /**
     * Counts kept requests among those in flight: a client that waits for its last answer before it closes waits for
     * them too (R13: what was never written is not lost).
     */
    @Hook(feature = REAUTHENTICATION, method = "count", descriptor = "()I")
    static final class Count {
        @Advice.OnMethodExit(inline = false)
        @Advice.AssignReturned.ToReturned(typing = Typing.DYNAMIC)
        static Object exit(@Advice.This Object self, @Advice.Return int count) {
            Client client = Client.ofPart(self);
            return client == null
                    ? null
                    : (Object) (count
                            + Recovery.of(client).keptRequests()
                            - RenewedClient.of(client).probes());
        }
    }

    /** As {@link Count}, for one node. */
    @Hook(feature = REAUTHENTICATION, method = "count", descriptor = "(Ljava/lang/String;)I")
    static final class CountOfNode {
        @Advice.OnMethodExit(inline = false)
        @Advice.AssignReturned.ToReturned(typing = Typing.DYNAMIC)
        static Object exit(@Advice.This Object self, @Advice.Argument(0) String nodeId, @Advice.Return int count) {
            return keepsFor(self, nodeId) ? (Object) (count + 1) : null;
        }
    }

    /** As {@link Count}. */
    @Hook(feature = REAUTHENTICATION, method = "isEmpty", descriptor = "()Z")
    static final class IsEmpty {
        @Advice.OnMethodExit(inline = false)
        @Advice.AssignReturned.ToReturned(typing = Typing.DYNAMIC)
        static Object exit(@Advice.This Object self, @Advice.Return boolean empty) {
            Client client = empty ? Client.ofPart(self) : null;
            return client != null && Recovery.of(client).keptRequests() > 0 ? (Object) false : null;
        }
    }

    /** As {@link Count}, for one node. */
    @Hook(feature = REAUTHENTICATION, method = "isEmpty", descriptor = "(Ljava/lang/String;)Z")
    static final class IsEmptyOfNode {
        @Advice.OnMethodExit(inline = false)
        @Advice.AssignReturned.ToReturned(typing = Typing.DYNAMIC)
        static Object exit(@Advice.This Object self, @Advice.Argument(0) String nodeId, @Advice.Return boolean empty) {
            return empty && keepsFor(self, nodeId) ? (Object) false : null;
        }
    }

    /** Whether a request waits for another connection to that node. */
    private static boolean keepsFor(Object inFlightRequests, String nodeId) {
        Client client = Client.ofPart(inFlightRequests);
        Link link = client == null ? null : client.knownLink(nodeId);
        return link != null && link.kept() != null;
    }
}
