package io.kafkalifeline.hooks.kafka;

import static io.kafkalifeline.weave.Feature.DIAGNOSIS;
import static io.kafkalifeline.weave.Feature.REAUTHENTICATION;
import static io.kafkalifeline.weave.Feature.RECORDING;

import io.kafkalifeline.weave.Requires;
import java.util.Map;
import org.apache.kafka.common.network.SaslChannelBuilder;

/** The private members of {@code SaslChannelBuilder}, which a client without SASL may not be able to load. */
@Requires(
        feature = {REAUTHENTICATION, RECORDING, DIAGNOSIS},
        type = "common.network.SaslChannelBuilder",
        members = "securityProtocol")
@Requires(feature = REAUTHENTICATION, type = "common.network.SaslChannelBuilder", members = "saslCallbackHandlers")
public final class SaslChannelBuilderMembers {
    private static final PrivateField PROTOCOL = PrivateField.of(SaslChannelBuilder.class, "securityProtocol");

    private SaslChannelBuilderMembers() {}

    /** {@code SASL_PLAINTEXT} or {@code SASL_SSL}. */
    public static String securityProtocol(SaslChannelBuilder builder) {
        return String.valueOf(PROTOCOL.get(builder));
    }

    /** The callback handlers by mechanism; a client has one. */
    public static Map<?, ?> callbackHandlers(SaslChannelBuilder builder) {
        return (Map<?, ?>) Handlers.FIELD.get(builder);
    }

    private static final class Handlers {
        static final PrivateField FIELD = PrivateField.of(SaslChannelBuilder.class, "saslCallbackHandlers");
    }
}
