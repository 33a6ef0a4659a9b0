package io.kafkalifeline.hooks;

import static io.kafkalifeline.weave.Feature.DIAGNOSIS;
import static io.kafkalifeline.weave.Feature.REAUTHENTICATION;
import static io.kafkalifeline.weave.Feature.RECORDING;

import io.kafkalifeline.weave.Hook;
import io.kafkalifeline.weave.Requires;
import io.kafkalifeline.weave.Rewrites;
import java.net.InetSocketAddress;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner.Typing;
import org.apache.kafka.common.network.Selector;

/** Where a client's connections are made, polled and asked whether they can take a request. */
@Rewrites("common.network.Selector")
@Requires(
        feature = {REAUTHENTICATION, RECORDING, DIAGNOSIS},
        type = "common.network.Selector",
        members = {"channelBuilder", "channel()", "channels()"})
@Requires(
        feature = REAUTHENTICATION,
        type = "common.network.Selector",
        members = {"madeReadProgressLastPoll", "sensors", "log", "close()"})
@Requires(
        feature = REAUTHENTICATION,
        type = "common.network.Selector$SelectorMetrics",
        members = "failedReauthentication")
@Requires(feature = REAUTHENTICATION, type = "common.network.Selector$CloseMode", members = "GRACEFUL")
@Requires(
        feature = {REAUTHENTICATION, RECORDING, DIAGNOSIS},
        type = "common.network.SaslChannelBuilder",
        members = "securityProtocol")
final class SelectorHooks {
    private SelectorHooks() {}

    /** Phase {@code tcp} begins; only clients call this method. */
    @Hook(
            feature = {REAUTHENTICATION, RECORDING, DIAGNOSIS},
            method = "connect",
            descriptor = "(Ljava/lang/String;Ljava/net/InetSocketAddress;II)V")
    static final class Connect {
        @Advice.OnMethodEnter(inline = false)
        static Object enter(
                @Advice.This Selector self,
                @Advice.Argument(0) String nodeId,
                @Advice.Argument(1) InetSocketAddress address) {
            Client client = Client.ofPart(self);
            if (client != null) {
                client.attempts.dialing(nodeId, address);
            }
            return client;
        }

        @Advice.OnMethodExit(inline = false, onThrowable = Throwable.class)
        static void exit(
                @Advice.This Selector self,
                @Advice.Enter Object entered,
                @Advice.Argument(0) String nodeId,
                @Advice.Thrown Throwable thrown) {
            if (entered == null) {
                return;
            }
            Client client = (Client) entered;
            if (thrown != null) {
                client.attempts.failed(nodeId, Failures.of(thrown), false);
            } else {
                client.adopt(Adoption.ofNew(self.channel(nodeId), client, client.attempts.recorder(nodeId)));
            }
        }
    }

    /** A held session's connection is not ready (R5). */
    @Hook(feature = REAUTHENTICATION, method = "isChannelReady", descriptor = "(Ljava/lang/String;)Z")
    static final class IsChannelReady {
        /** Returns false to overrule a "ready", else null. */
        @Advice.OnMethodExit(inline = false)
        @Advice.AssignReturned.ToReturned(typing = Typing.DYNAMIC)
        static Object exit(
                @Advice.This Selector self, @Advice.Argument(0) String nodeId, @Advice.Return boolean ready) {
            if (!ready) {
                return null;
            }
            Client client = Client.ofPart(self);
            return (client == null || SessionGate.promiseReady(client, nodeId)) ? null : Boolean.FALSE;
        }
    }

    /** Re-authentications begin here, between the I/O of a poll and the client's look at its results. */
    @Hook(feature = REAUTHENTICATION, method = "poll", descriptor = "(J)V")
    static final class Poll {
        /** Returns a shorter timeout in ms, or null. */
        @Advice.OnMethodEnter(inline = false)
        @Advice.AssignReturned.ToArguments(
                @Advice.AssignReturned.ToArguments.ToArgument(value = 0, typing = Typing.DYNAMIC))
        static Object enter(@Advice.This Selector self, @Advice.Argument(0) long timeoutMs) {
            Client client = Client.ofPart(self);
            return client == null || client.expiring.isEmpty() ? null : SessionGate.beforePoll(self, client, timeoutMs);
        }

        @Advice.OnMethodExit(inline = false)
        static void exit(@Advice.This Selector self) {
            Client client = Client.ofPart(self);
            if (client != null && !client.expiring.isEmpty()) {
                SessionGate.afterPoll(self, client);
            }
        }
    }
}
