package io.kafkalifeline.hooks;

import static io.kafkalifeline.weave.Feature.REAUTHENTICATION;

import io.kafkalifeline.hooks.link.Client;
import io.kafkalifeline.hooks.recovery.Recovery;
import io.kafkalifeline.hooks.recovery.UnsentRequest;
import io.kafkalifeline.weave.Hook;
import io.kafkalifeline.weave.Rewrites;
import java.util.List;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner.Typing;
import org.apache.kafka.clients.NetworkClient;
import org.apache.kafka.common.Node;

/**
 * Where a client sends what was kept from an earlier connection, or hears that it will not be sent (R13: what was never
 * written is not lost). A file of its own beside {@link NetworkClientHooks}.
 */
@Rewrites("clients.NetworkClient")
final class KeptRequestsHooks {
    private KeptRequestsHooks() {}

    /** Connects the nodes that are waited for; afterwards hands back what has no place to wait for any more. */
    @Hook(feature = REAUTHENTICATION, method = "poll", descriptor = "(JJ)Ljava/util/List;")
    static final class Poll {
        /** Returns a shorter timeout in ms, or null. */
        @Advice.OnMethodEnter(inline = false)
        @Advice.AssignReturned.ToArguments(
                @Advice.AssignReturned.ToArguments.ToArgument(value = 0, typing = Typing.DYNAMIC))
        static Object enter(
                @Advice.This NetworkClient self, @Advice.Argument(0) long timeoutMs, @Advice.Argument(1) long nowMs) {
            Client client = Client.ofPart(self);
            Long waitMs = client == null ? null : UnsentRequest.beforePoll(self, client, nowMs);
            return waitMs != null && waitMs < timeoutMs ? waitMs : null;
        }

        static Object enterWhenOff(NetworkClient self, long timeoutMs, long nowMs) {
            Client client = Client.ofPart(self);
            if (client != null) {
                UnsentRequest.switchedOff(client);
            }
            return null;
        }

        /** Returns what the poll is to return instead, or null. */
        @Advice.OnMethodExit(inline = false)
        @Advice.AssignReturned.ToReturned(typing = Typing.DYNAMIC)
        static Object exit(
                @Advice.This NetworkClient self, @Advice.Argument(1) long nowMs, @Advice.Return List<?> responses) {
            Client client = Client.ofPart(self);
            return client == null ? null : UnsentRequest.afterPoll(self, client, responses, nowMs);
        }

        static Object exitWhenOff(NetworkClient self, long nowMs, List<?> responses) {
            Client client = Client.ofPart(self);
            if (client == null) {
                return null;
            }
            UnsentRequest.switchedOff(client);
            return UnsentRequest.afterPoll(self, client, responses, nowMs);
        }
    }

    /** The name of a node is unknown, or no channel can be made: Kafka clears nothing that was in flight then. */
    @Hook(feature = REAUTHENTICATION, method = "initiateConnect", descriptor = "(Lorg/apache/kafka/common/Node;J)V")
    static final class InitiateConnect {
        @Advice.OnMethodExit(inline = false, onThrowable = Throwable.class)
        static void exit(@Advice.This NetworkClient self, @Advice.Argument(0) Node node) {
            Client client = Client.ofPart(self);
            if (client != null) {
                Recovery.of(client).connectCalled(client, node);
            }
        }
    }

    /** The client gives up a node by itself, for instance because a coordinator has moved. */
    @Hook(feature = REAUTHENTICATION, method = "disconnect", descriptor = "(Ljava/lang/String;)V")
    static final class Disconnect {
        @Advice.OnMethodExit(inline = false)
        static void exit(@Advice.This NetworkClient self, @Advice.Argument(0) String nodeId) {
            Client client = Client.ofPart(self);
            if (client != null) {
                Recovery.of(client).givenUp(client, nodeId);
            }
        }
    }

    /** Drops what was kept: nobody hears of it any more. */
    @Hook(feature = REAUTHENTICATION, method = "close", descriptor = "()V")
    static final class Close {
        @Advice.OnMethodExit(inline = false, onThrowable = Throwable.class)
        static void exit(@Advice.This NetworkClient self) {
            Client client = Client.ofPart(self);
            if (client != null) {
                Recovery.of(client).closed(client);
            }
        }
    }
}
