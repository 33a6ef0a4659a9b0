package io.kafkalifeline.hooks.recording;

import io.kafkalifeline.hooks.kafka.SaslChannelBuilderMembers;
import io.kafkalifeline.hooks.kafka.SelectorMembers;
import org.apache.kafka.common.network.PlaintextChannelBuilder;
import org.apache.kafka.common.network.SaslChannelBuilder;
import org.apache.kafka.common.network.Selector;
import org.apache.kafka.common.network.SslChannelBuilder;

/** Which security protocol a client uses: its selector's channel builder knows. */
final class SecurityProtocols {
    private SecurityProtocols() {}

    /**
     * Returns null where {@code selectable} is not Kafka's own selector, or has a channel builder of somebody else's.
     */
    static String of(Object selectable) {
        Object builder = selectable instanceof Selector ? SelectorMembers.channelBuilder((Selector) selectable) : null;
        if (builder instanceof PlaintextChannelBuilder) {
            return "PLAINTEXT";
        }
        if (builder instanceof SslChannelBuilder) {
            return "SSL";
        }
        // Last: where the runtime lacks java.security.jgss only clients with SASL fail to load it, and by themselves.
        return builder instanceof SaslChannelBuilder
                ? SaslChannelBuilderMembers.securityProtocol((SaslChannelBuilder) builder)
                : null;
    }
}
