package io.kafkalifeline.hooks.renewal;

import io.kafkalifeline.hooks.kafka.SelectorMembers;
import io.kafkalifeline.session.Renewal;
import io.kafkalifeline.session.Step;
import org.apache.kafka.common.network.KafkaChannel;
import org.apache.kafka.common.network.Selector;

/** What the connections of a client have to do by themselves before and after each poll. Network thread only. */
public final class RenewalPoll {
    private RenewalPoll() {}

    /** Lets held requests go on where they may; returns a shorter timeout for the poll, in ms, or null. */
    public static Object before(Selector selector, RenewedClient client, long timeoutMs) {
        client.failure().guard(() -> client.standingBack().beforePoll(selector));
        long shortest = timeoutMs;
        for (SessionGate gate : client.expiring()) {
            shortest = Math.min(shortest, before(selector, client, gate));
        }
        return shortest == timeoutMs ? null : (Object) shortest;
    }

    /** What it throws is told after the poll: the timeouts of the others stand. */
    private static long before(Selector selector, RenewedClient client, SessionGate gate) {
        long[] pollMs = {Long.MAX_VALUE};
        client.failure()
                .guard(() -> pollMs[0] =
                        gate.beforePoll(selector.channel(gate.connection().nodeId())));
        return pollMs[0];
    }

    /** Begins re-authentications and gives them up, where channels are not about to be closed. */
    public static void after(Selector selector, RenewedClient client) {
        for (int i = client.expiring().size() - 1; i >= 0; i--) {
            SessionGate gate = client.expiring().get(i);
            client.failure().guard(() -> after(selector, gate));
        }
        client.failure().tell();
    }

    /** The hooks are switched off: what is held is held no longer, and Kafka renews its sessions itself. */
    public static void switchedOff(Selector selector, RenewedClient client) {
        client.failure().guard(() -> client.standingBack().switchedOff(selector));
        for (SessionGate gate : client.takeExpiring()) {
            client.failure()
                    .guard(() ->
                            gate.switchedOff(selector.channel(gate.connection().nodeId())));
        }
        client.failure().tell();
    }

    private static void after(Selector selector, SessionGate gate) {
        KafkaChannel channel = selector.channel(gate.connection().nodeId());
        if (channel == null || SessionGate.of(channel) != gate) {
            return;
        }
        Step.Kind step = look(selector, channel, gate);
        if (step == Step.Kind.RENEW && channel.ready()) {
            Reauthentications.begin(selector, channel, gate);
        } else if (step == Step.Kind.GIVE_UP) {
            Reauthentications.giveUp(selector, channel, gate);
        }
    }

    /** Takes note of what the poll has brought; returns what the connection has to do by itself now. */
    private static Step.Kind look(Selector selector, KafkaChannel channel, SessionGate gate) {
        long now = gate.nowNanos();
        Renewal renewal = gate.renewal();
        if (renewal.isSending() && !channel.hasSend()) {
            renewal.sent(now);
        }
        // TLS may have decrypted the answer together with an earlier one: no event announces it (R16: no stall under
        // TLS).
        if (gate.isRenewing() && !channel.ready() && channel.hasBytesBuffered()) {
            SelectorMembers.madeReadProgress(selector);
        }
        if (gate.prefetch() != null && !gate.isRenewing()) {
            // What comes in the middle of an exchange was asked for another one, and is dropped where it was computed.
            gate.prefetch().takeAnswer(renewal, now);
        }
        Step.Kind step = gate.byItself(channel, now).kind();
        if (step == Step.Kind.ASK_SOURCE) {
            gate.prefetch().ask(selector, renewal, now);
        }
        return step;
    }
}
