package io.kafkalifeline.hooks;

import org.apache.kafka.common.network.PlaintextChannelBuilder;
import org.apache.kafka.common.network.SaslChannelBuilder;
import org.apache.kafka.common.network.Selector;
import org.apache.kafka.common.network.SslChannelBuilder;

/** Which security protocol a client uses: its selector's channel builder knows. */
final class SecurityProtocols {
    private static final PrivateField BUILDER = PrivateField.of(Selector.class, "channelBuilder");
    private static final PrivateField PROTOCOL = PrivateField.of(SaslChannelBuilder.class, "securityProtocol");

    private SecurityProtocols() {}

    /** Returns null where {@code selectable} is not Kafka's own selector, or has a channel builder of somebody else's. */
    static String of(Object selectable) {
        Object builder = selectable instanceof Selector ? BUILDER.get(selectable) : null;
        if (builder instanceof SaslChannelBuilder) {
            return String.valueOf(PROTOCOL.get(builder));
        }
        if (builder instanceof SslChannelBuilder) {
            return "SSL";
        }
        return builder instanceof PlaintextChannelBuilder ? "PLAINTEXT" : null;
    }
}
