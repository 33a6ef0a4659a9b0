package io.kafkalifeline.hooks;

import static io.kafkalifeline.weave.Feature.DIAGNOSIS;
import static io.kafkalifeline.weave.Feature.REAUTHENTICATION;
import static io.kafkalifeline.weave.Feature.RECORDING;

import io.kafkalifeline.hooks.kafka.Failures;
import io.kafkalifeline.hooks.link.Client;
import io.kafkalifeline.hooks.recording.Initialisations;
import io.kafkalifeline.hooks.recovery.Recovery;
import io.kafkalifeline.hooks.recovery.UnsentRequest;
import io.kafkalifeline.hooks.renewal.RenewedClient;
import io.kafkalifeline.hooks.renewal.SessionGate;
import io.kafkalifeline.weave.Hook;
import io.kafkalifeline.weave.Rewrites;
import java.util.Collection;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner.Typing;

/** The client's own view of a connection's progress. The class is not public, hence {@code Object self}. */
@Rewrites("clients.ClusterConnectionStates")
final class ClusterConnectionStatesHooks {
    private ClusterConnectionStatesHooks() {}

    /** Phase {@code api_versions} begins. */
    @Hook(
            feature = {RECORDING, DIAGNOSIS},
            method = "checkingApiVersions",
            descriptor = "(Ljava/lang/String;)V")
    static final class CheckingApiVersions {
        @Advice.OnMethodEnter(inline = false)
        static void enter(@Advice.This Object self, @Advice.Argument(0) String nodeId) {
            Client client = Client.ofPart(self);
            if (client != null) {
                Initialisations.checkingApiVersions(client.link(nodeId));
            }
        }
    }

    /** The first ordinary request can be sent. */
    @Hook(
            feature = {RECORDING, DIAGNOSIS},
            method = "ready",
            descriptor = "(Ljava/lang/String;)V")
    static final class Ready {
        @Advice.OnMethodEnter(inline = false)
        static void enter(@Advice.This Object self, @Advice.Argument(0) String nodeId) {
            Client client = Client.ofPart(self);
            if (client != null) {
                Initialisations.ready(client.link(nodeId));
            }
        }
    }

    /** Sends the request that was kept from an earlier connection, before the client can send another one. */
    @Hook(feature = REAUTHENTICATION, method = "ready", descriptor = "(Ljava/lang/String;)V")
    static final class ReadyForKeptRequest {
        @Advice.OnMethodExit(inline = false)
        static void exit(@Advice.This Object self, @Advice.Argument(0) String nodeId) {
            Client client = Client.ofPart(self);
            if (client != null) {
                UnsentRequest.ready(client, client.link(nodeId));
            }
        }
    }

    /**
     * Forbids the next attempt for a while where the broker goes on refusing (R11: refusals that pass are waited out),
     * or where it would have to wait for a call of the application's handler (R9: the token comes before the handshake,
     * from another thread).
     */
    @Hook(feature = REAUTHENTICATION, method = "canConnect", descriptor = "(Ljava/lang/String;J)Z")
    static final class CanConnect {
        /** Returns what is to be returned instead, or null. */
        @Advice.OnMethodExit(inline = false)
        @Advice.AssignReturned.ToReturned(typing = Typing.DYNAMIC)
        static Object exit(
                @Advice.This Object self,
                @Advice.Argument(0) String nodeId,
                @Advice.Argument(1) long nowMs,
                @Advice.Return boolean can) {
            Client client = can ? Client.ofPart(self) : null;
            return client != null && notBeforeMs(client, nodeId, nowMs) > 0 ? (Object) false : null;
        }
    }

    /** Says for how many ms the next attempt is forbidden, see {@link CanConnect}. */
    @Hook(feature = REAUTHENTICATION, method = "connectionDelay", descriptor = "(Ljava/lang/String;J)J")
    static final class ConnectionDelay {
        /** Returns what is to be returned instead, or null. */
        @Advice.OnMethodExit(inline = false)
        @Advice.AssignReturned.ToReturned(typing = Typing.DYNAMIC)
        static Object exit(
                @Advice.This Object self,
                @Advice.Argument(0) String nodeId,
                @Advice.Argument(1) long nowMs,
                @Advice.Return long delayMs) {
            Client client = Client.ofPart(self);
            long paceMs = client == null ? 0 : notBeforeMs(client, nodeId, nowMs);
            return paceMs > delayMs ? (Object) paceMs : null;
        }
    }

    /** For how many ms no connection to that node is to be made. */
    private static long notBeforeMs(Client client, String nodeId, long nowMs) {
        return Math.max(Recovery.paceMs(client, nodeId, nowMs), RenewedClient.connectMs(client));
    }

    /** The connection ended, or never came to be. */
    @Hook(
            feature = {RECORDING, DIAGNOSIS},
            method = "disconnected",
            descriptor = "(Ljava/lang/String;J)V")
    static final class Disconnected {
        @Advice.OnMethodExit(inline = false)
        static void exit(@Advice.This Object self, @Advice.Argument(0) String nodeId) {
            Client client = Client.ofPart(self);
            if (client != null) {
                Initialisations.disconnected(client.link(nodeId));
            }
        }
    }

    /**
     * Sets when the node is connected again, where the session's rules decide that and not Kafka (R10: a failed renewal
     * is never the last word; R11: refusals that pass are waited out).
     */
    @Hook(feature = REAUTHENTICATION, method = "disconnected", descriptor = "(Ljava/lang/String;J)V")
    static final class DisconnectedForNow {
        @Advice.OnMethodExit(inline = false)
        static void exit(@Advice.This Object self, @Advice.Argument(0) String nodeId) {
            Client client = Client.ofPart(self);
            if (client != null) {
                Recovery.of(client).disconnected(self, client.link(nodeId));
            }
        }
    }

    /** Nobody waits for this connection any more. */
    @Hook(
            feature = {RECORDING, DIAGNOSIS},
            method = "remove",
            descriptor = "(Ljava/lang/String;)V")
    static final class Remove {
        @Advice.OnMethodEnter(inline = false)
        static void enter(@Advice.This Object self, @Advice.Argument(0) String nodeId) {
            Client client = Client.ofPart(self);
            if (client != null) {
                Initialisations.removed(client.link(nodeId));
            }
        }
    }

    /** Drops the request that was kept for this node. */
    @Hook(feature = REAUTHENTICATION, method = "remove", descriptor = "(Ljava/lang/String;)V")
    static final class RemoveKeptRequest {
        @Advice.OnMethodEnter(inline = false)
        static void enter(@Advice.This Object self, @Advice.Argument(0) String nodeId) {
            Client client = Client.ofPart(self);
            if (client != null) {
                Recovery.of(client).removed(client.link(nodeId));
            }
        }
    }

    /** The broker does not read this connection for a while (KIP-219). */
    @Hook(feature = REAUTHENTICATION, method = "throttle", descriptor = "(Ljava/lang/String;J)V")
    static final class Throttle {
        @Advice.OnMethodEnter(inline = false)
        static void enter(
                @Advice.This Object self, @Advice.Argument(0) String nodeId, @Advice.Argument(1) long throttleUntilMs) {
            Client client = Client.ofPart(self);
            SessionGate gate = client == null ? null : SessionGate.of(client, nodeId);
            if (gate != null) {
                gate.throttled(throttleUntilMs);
            }
        }
    }

    /** Kafka lists the nodes that have not become ready within {@code socket.connection.setup.timeout.ms} (KIP-601). */
    @Hook(
            feature = {RECORDING, DIAGNOSIS},
            method = "nodesWithConnectionSetupTimeout",
            optional = true)
    static final class NodesWithConnectionSetupTimeout {
        @Advice.OnMethodExit(inline = false)
        static void exit(@Advice.This Object self, @Advice.Return Collection<String> nodeIds) {
            Client client = Client.ofPart(self);
            if (client != null) {
                nodeIds.forEach(nodeId -> client.presume(nodeId, Failures.TIMED_OUT));
            }
        }
    }
}
