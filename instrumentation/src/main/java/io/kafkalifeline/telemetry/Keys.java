package io.kafkalifeline.telemetry;

import io.opentelemetry.api.common.AttributeKey;
import java.util.List;

/**
 * The attributes of our spans and metrics: OpenTelemetry's conventions where they have a name, else {@code kafka.*}.
 */
final class Keys {
    static final AttributeKey<String> SYSTEM = AttributeKey.stringKey("messaging.system");
    static final AttributeKey<String> CLIENT_ID = AttributeKey.stringKey("messaging.client.id");
    static final AttributeKey<String> SERVER_ADDRESS = AttributeKey.stringKey("server.address");
    static final AttributeKey<Long> SERVER_PORT = AttributeKey.longKey("server.port");
    static final AttributeKey<String> PEER_ADDRESS = AttributeKey.stringKey("network.peer.address");
    static final AttributeKey<Long> PEER_PORT = AttributeKey.longKey("network.peer.port");
    static final AttributeKey<String> NETWORK_TYPE = AttributeKey.stringKey("network.type");
    static final AttributeKey<String> DNS_QUESTION = AttributeKey.stringKey("dns.question.name");
    static final AttributeKey<List<String>> DNS_ANSWERS = AttributeKey.stringArrayKey("dns.answers");
    static final AttributeKey<String> TLS_PROTOCOL = AttributeKey.stringKey("tls.protocol.name");
    static final AttributeKey<String> TLS_VERSION = AttributeKey.stringKey("tls.protocol.version");
    static final AttributeKey<String> TLS_CIPHER = AttributeKey.stringKey("tls.cipher");
    static final AttributeKey<String> ERROR_TYPE = AttributeKey.stringKey("error.type");

    static final AttributeKey<String> NODE_ID = AttributeKey.stringKey("kafka.node.id");
    static final AttributeKey<String> SECURITY_PROTOCOL = AttributeKey.stringKey("kafka.security.protocol");
    static final AttributeKey<Long> ATTEMPT = AttributeKey.longKey("kafka.connection.attempt");
    static final AttributeKey<String> CONNECTION_OUTCOME = AttributeKey.stringKey("kafka.connection.outcome");
    static final AttributeKey<String> PHASE = AttributeKey.stringKey("kafka.connection.phase");
    static final AttributeKey<String> PRESERVATION = AttributeKey.stringKey("kafka.reauthentication.preservation");
    static final AttributeKey<String> OUTPUT = AttributeKey.stringKey("kafka.lifeline.output");
    static final AttributeKey<String> MECHANISM = AttributeKey.stringKey("kafka.sasl.mechanism");
    static final AttributeKey<Long> ROUND_TRIPS = AttributeKey.longKey("kafka.sasl.round_trips");
    /** Seconds, as all durations here. */
    static final AttributeKey<Double> TOKEN_DURATION = AttributeKey.doubleKey("kafka.sasl.token.duration");

    static final AttributeKey<Double> RESPONSE_DURATION = AttributeKey.doubleKey("kafka.sasl.response.duration");
    static final AttributeKey<Double> SESSION_LIFETIME = AttributeKey.doubleKey("kafka.session.lifetime");
    static final AttributeKey<Double> SESSION_REMAINING = AttributeKey.doubleKey("kafka.session.time_remaining");
    static final AttributeKey<Double> SESSION_HOLD = AttributeKey.doubleKey("kafka.session.hold");
    static final AttributeKey<Long> IN_FLIGHT = AttributeKey.longKey("kafka.reauthentication.in_flight_requests");
    static final AttributeKey<String> TRIGGER = AttributeKey.stringKey("kafka.reauthentication.trigger");
    static final AttributeKey<String> REAUTHENTICATION_OUTCOME =
            AttributeKey.stringKey("kafka.reauthentication.outcome");

    private Keys() {}
}
