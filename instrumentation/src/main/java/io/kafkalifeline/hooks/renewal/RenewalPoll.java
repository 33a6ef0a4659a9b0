package io.kafkalifeline.hooks.renewal;

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

    private static void after(Selector selector, SessionGate gate) {
        KafkaChannel channel = selector.channel(gate.connection().nodeId());
        if (channel == null || SessionGate.of(channel) != gate) {
            return;
        }
        Step.Kind step = gate.afterPoll(selector, channel);
        if (step == Step.Kind.RENEW && channel.ready()) {
            Reauthentications.begin(selector, channel, gate);
        } else if (step == Step.Kind.GIVE_UP) {
            Reauthentications.giveUp(selector, channel, gate);
        }
    }
}
