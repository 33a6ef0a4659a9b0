package io.kafkalifeline.hooks;

import static io.kafkalifeline.weave.Feature.DIAGNOSIS;
import static io.kafkalifeline.weave.Feature.REAUTHENTICATION;
import static io.kafkalifeline.weave.Feature.RECORDING;

import io.kafkalifeline.hooks.link.Client;
import io.kafkalifeline.hooks.link.Link;
import io.kafkalifeline.hooks.recording.Initialisations;
import io.kafkalifeline.hooks.renewal.Adoption;
import io.kafkalifeline.hooks.renewal.RenewalPoll;
import io.kafkalifeline.hooks.renewal.RenewedClient;
import io.kafkalifeline.hooks.renewal.SessionGate;
import io.kafkalifeline.weave.Hook;
import io.kafkalifeline.weave.Rewrites;
import java.net.InetSocketAddress;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner.Typing;
import org.apache.kafka.common.network.KafkaChannel;
import org.apache.kafka.common.network.Selector;

/** Where a client's connections are made, polled and asked whether they can take a request. */
@Rewrites("common.network.Selector")
final class SelectorHooks {
    private SelectorHooks() {}

    /** Phase {@code tcp} begins; only clients call this method. */
    @Hook(
            feature = {RECORDING, DIAGNOSIS},
            method = "connect",
            descriptor = "(Ljava/lang/String;Ljava/net/InetSocketAddress;II)V")
    static final class Connect {
        @Advice.OnMethodEnter(inline = false)
        static Object enter(
                @Advice.This Selector self,
                @Advice.Argument(0) String nodeId,
                @Advice.Argument(1) InetSocketAddress address) {
            Client client = Client.ofPart(self);
            Link link = client == null ? null : client.link(nodeId);
            if (link != null) {
                Initialisations.dialing(link, address);
            }
            return link;
        }

        @Advice.OnMethodExit(inline = false, onThrowable = Throwable.class)
        static void exit(@Advice.This Selector self, @Advice.Enter Object link, @Advice.Thrown Throwable thrown) {
            if (link == null) {
                return;
            }
            Link dialed = (Link) link;
            if (thrown != null) {
                Initialisations.notDialed(dialed, thrown);
            } else {
                dialed.attach(self.channel(dialed.nodeId()));
            }
        }
    }

    /** A connection that uses SASL gets its session. */
    @Hook(
            feature = REAUTHENTICATION,
            method = "connect",
            descriptor = "(Ljava/lang/String;Ljava/net/InetSocketAddress;II)V")
    static final class ConnectWithSession {
        @Advice.OnMethodExit(inline = false)
        static void exit(@Advice.This Selector self, @Advice.Argument(0) String nodeId) {
            Client client = Client.ofPart(self);
            if (client != null) {
                KafkaChannel channel = self.channel(nodeId);
                Adoption.ofNew(channel, client.link(nodeId).attach(channel));
            }
        }
    }

    /** A held session's connection is not ready (R5: requests are held). */
    @Hook(feature = REAUTHENTICATION, method = "isChannelReady", descriptor = "(Ljava/lang/String;)Z")
    static final class IsChannelReady {
        /** Returns false to overrule a "ready", else null. */
        @Advice.OnMethodExit(inline = false)
        @Advice.AssignReturned.ToReturned(typing = Typing.DYNAMIC)
        static Object exit(
                @Advice.This Selector self, @Advice.Argument(0) String nodeId, @Advice.Return boolean ready) {
            Client client = ready ? Client.ofPart(self) : null;
            RenewedClient renewed = client == null ? null : RenewedClient.of(client);
            if (renewed == null || !renewed.hasExpiring()) {
                return null;
            }
            SessionGate gate = SessionGate.of(client, nodeId);
            return (gate == null || gate.promiseReady(renewed.isChoosing())) ? null : Boolean.FALSE;
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
            RenewedClient renewed = client == null ? null : RenewedClient.of(client);
            if (renewed == null || !renewed.hasWork()) {
                return null;
            }
            return RenewalPoll.before(self, renewed, timeoutMs);
        }

        static Object enterWhenOff(Selector self, long timeoutMs) {
            letGo(self);
            return null;
        }

        @Advice.OnMethodExit(inline = false)
        static void exit(@Advice.This Selector self) {
            Client client = Client.ofPart(self);
            RenewedClient renewed = client == null ? null : RenewedClient.of(client);
            if (renewed != null && renewed.hasWork()) {
                RenewalPoll.after(self, renewed);
            }
        }

        static void exitWhenOff(Selector self) {
            letGo(self);
        }

        private static void letGo(Selector self) {
            Client client = Client.ofPart(self);
            if (client != null) {
                RenewalPoll.switchedOff(self, RenewedClient.of(client));
            }
        }
    }
}
