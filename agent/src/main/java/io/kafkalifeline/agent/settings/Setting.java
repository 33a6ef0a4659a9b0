package io.kafkalifeline.agent.settings;

import java.util.List;

/** One key that an operator can set. */
public final class Setting {
    /** The prefix of a key in the name of a system property. */
    public static final String PROPERTY_PREFIX = "kafka.lifeline.";

    /** The prefix of a key in the name of an environment variable. */
    public static final String VARIABLE_PREFIX = "KAFKA_LIFELINE_";

    static final Setting ENABLED = onUnlessFalse("enabled", "false: the agent does nothing at all");

    static final Setting REAUTHENTICATION =
            onUnlessFalse("reauthentication", "SASL sessions are renewed in time, without losing requests");
    static final Setting TRACING = onUnlessFalse(
            "tracing",
            "each broker initialisation and re-authentication becomes an OpenTelemetry span with its phases");
    static final Setting METRICS = onUnlessFalse(
            "metrics",
            "broker initialisations and re-authentications are counted and measured as OpenTelemetry metrics, where"
                    + " OTEL_METRICS_EXPORTER is otlp or the application or the OpenTelemetry Java agent has an"
                    + " OpenTelemetry of its own");
    static final Setting FLIGHT = onUnlessFalse(
            "flight",
            "each broker initialisation and re-authentication becomes an event of JDK Flight Recorder while a recording is on");
    static final Setting DIAGNOSIS =
            onUnlessFalse("diagnosis", "a timeout says which broker could not be reached, in which phase, and why");

    static final Setting LOG_EVENTS = new Setting(
            "log.events",
            Value.NONE_OR_JSON,
            "none",
            "json: every connection and renewal is one line of JSON on standard error");
    static final Setting LISTENER_JAR = new Setting(
            "listener.jar",
            Value.PATH,
            "",
            "a jar with io.kafkalifeline.api.BrokerInitListener implementations, called for every connection and renewal");

    static final Setting ERROR_DETAILS = new Setting(
            "error.details",
            Value.SAFE_OR_FULL,
            "safe",
            "safe: of what exceptions say only plain language and what is known is shown, anywhere; full: all but what has the"
                    + " shape of a secret");

    static final Setting PATIENCE = new Setting(
            "reauthentication.patience",
            Value.DURATION_OR_AUTO,
            Value.AUTO,
            "a client whose credentials were good before tries again for so long when a reconnect is refused; 0s: not at all;"
                    + " auto: 5s where the credentials are fixed, 15s where an own callback handler answers, 30s for"
                    + " OAUTHBEARER, 2m in Kafka Streams and Kafka Connect");
    static final Setting CAPACITY_PATIENCE = new Setting(
            "reauthentication.capacity.patience",
            Value.DURATION,
            "30s",
            "the same where the broker says that it is not the credentials");
    static final Setting CAPACITY_PHRASES = new Setting(
            "reauthentication.capacity.phrases",
            Value.TEXTS,
            "Too many connects,Session too short",
            "the words by which a broker says so");
    static final Setting REAUTHENTICATION_TRACE_INTERVAL = new Setting(
            "tracing.reauthentication.interval",
            Value.DURATION,
            "60s",
            "a connection's successful re-authentications become spans at most this often; 0s: all of them;"
                    + " failed ones always do");
    static final Setting CURRENT_SPAN = new Setting(
            "tracing.current.span",
            Value.LINK_OR_PARENT,
            "link",
            "what the span becomes that is current when a connection is begun: linked to the connection's span, or its parent");

    private static final List<Setting> ALL = List.of(
            ENABLED,
            REAUTHENTICATION,
            TRACING,
            METRICS,
            FLIGHT,
            DIAGNOSIS,
            LOG_EVENTS,
            LISTENER_JAR,
            ERROR_DETAILS,
            PATIENCE,
            CAPACITY_PATIENCE,
            CAPACITY_PHRASES,
            REAUTHENTICATION_TRACE_INTERVAL,
            CURRENT_SPAN);

    private final String key;
    private final Value value;
    private final String defaultValue;
    private final String description;

    private Setting(String key, Value value, String defaultValue, String description) {
        this.key = key;
        this.value = value;
        this.defaultValue = defaultValue;
        this.description = description;
    }

    private static Setting onUnlessFalse(String key, String description) {
        return new Setting(key, Value.SWITCH, "true", description);
    }

    /** All of them, in the order of the table in agent/docs/settings.md. */
    public static List<Setting> all() {
        return ALL;
    }

    /** The key as in {@code -javaagent:kafka-lifeline.jar=key=value}. */
    public String key() {
        return key;
    }

    /** What kind of value it takes. */
    Value value() {
        return value;
    }

    /** The default as an operator would write it. */
    public String defaultValue() {
        return defaultValue;
    }

    /** One line that tells the operator what it does. */
    public String description() {
        return description;
    }

    /** The key as a system property. */
    public String property() {
        return PROPERTY_PREFIX + key;
    }

    /** The key as an environment variable. */
    String variable() {
        StringBuilder name = new StringBuilder(VARIABLE_PREFIX);
        for (int i = 0; i < key.length(); i++) {
            char c = key.charAt(i);
            name.append(c == '.' || c == '-' ? '_' : Character.toUpperCase(c));
        }
        return name.toString();
    }
}
