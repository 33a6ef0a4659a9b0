package io.kafkalifeline.events;

import io.kafkalifeline.api.BrokerInitEvent;
import io.kafkalifeline.api.BrokerInitListener;
import io.kafkalifeline.api.BrokerInitPhase;
import java.time.Instant;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Writes each event as one line of JSON. By hand, because a JSON library is larger than all that it would write here:
 * names of ours, numbers and escaped strings.
 */
public final class JsonEvents implements BrokerInitListener {
    private final Consumer<String> lines;

    /** @param lines takes each line, without its end */
    public JsonEvents(Consumer<String> lines) {
        this.lines = lines;
    }

    @Override
    public void onConnect(BrokerInitEvent event) {
        lines.accept(json(event));
    }

    @Override
    public void onInitialised(BrokerInitEvent event) {
        lines.accept(json(event));
    }

    @Override
    public void onReauthenticated(BrokerInitEvent event) {
        lines.accept(json(event));
    }

    private static String json(BrokerInitEvent event) {
        StringBuilder json = new StringBuilder(400).append('{');
        string(json, "event", "kafka." + event.kind().name().toLowerCase(Locale.ROOT));
        string(json, "began", Instant.ofEpochMilli(event.beganEpochMs()).toString());
        number(json, "duration_ms", event.durationNanos() / 1e6);
        string(json, "client_id", event.clientId());
        string(json, "host", event.host());
        number(json, "port", event.port());
        string(json, "node_id", event.nodeId());
        string(json, "address", event.address());
        if (event.addressCount() > 1) {
            number(json, "address_number", event.addressNumber());
            number(json, "address_count", event.addressCount());
        }
        string(json, "security_protocol", event.securityProtocol());
        string(json, "mechanism", event.mechanism());
        if (event.kind() == BrokerInitEvent.Kind.REAUTHENTICATION) {
            string(json, "trigger", event.trigger());
            number(json, "session_lifetime_ms", (double) event.sessionLifetimeMs());
            number(json, "hold_ms", event.holdNanos() / 1e6);
        } else {
            number(json, "attempt", event.attempt());
        }
        string(json, "outcome", event.outcome());
        string(json, "error_type", event.errorType());
        string(json, "error", event.error());
        key(json, "phases").append('[');
        for (BrokerInitPhase phase : event.phases()) {
            separate(json).append('{');
            string(json, "phase", phase.name());
            number(json, "duration_ms", phase.durationNanos() / 1e6);
            string(json, "error_type", phase.errorType());
            json.append('}');
        }
        return json.append("]}").toString();
    }

    /** Leaves out what is not known. */
    private static void string(StringBuilder json, String key, String value) {
        if (value != null) {
            quote(key(json, key), value);
        }
    }

    private static void number(StringBuilder json, String key, double value) {
        String text = String.format(Locale.ROOT, "%.3f", value);
        key(json, key).append(text.endsWith(".000") ? text.substring(0, text.length() - 4) : text);
    }

    private static StringBuilder key(StringBuilder json, String key) {
        quote(separate(json), key);
        return json.append(':');
    }

    private static StringBuilder separate(StringBuilder json) {
        char last = json.charAt(json.length() - 1);
        return last == '{' || last == '[' ? json : json.append(',');
    }

    private static void quote(StringBuilder json, String text) {
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ' || Character.isSurrogate(c)) {
                json.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        json.append('"');
    }
}
