package io.kafkalifeline.agent.settings;

import io.kafkalifeline.log.ErrorDetails;
import io.kafkalifeline.session.Patience;
import io.kafkalifeline.telemetry.TelemetrySettings;
import io.kafkalifeline.weave.Feature;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * Reads the settings from, in order of strength, the agent's arguments, system properties and environment variables.
 * A mistake is a problem to report, never an error: the default holds.
 */
public final class SettingsReader {
    private static final int SHOWN = 60;

    private final Properties properties;
    private final Map<String, String> environment;
    private final Map<String, String> arguments = new LinkedHashMap<>();
    private final List<String> problems = new ArrayList<>();

    /** @param arguments {@code key=value;key=value}, null for none */
    public SettingsReader(String arguments, Properties properties, Map<String, String> environment) {
        this.properties = properties;
        this.environment = environment;
        split(arguments == null ? "" : arguments);
    }

    /** Reads the settings and notes the problems. Called once. */
    public Settings read() {
        reportUnknown();
        String listenerJar = (String) value(Setting.LISTENER_JAR);
        EnumSet<Output> outputs = outputs(listenerJar);
        return new Settings(
                flag(Setting.ENABLED),
                features(outputs),
                outputs,
                new TelemetrySettings(
                        outputs.contains(Output.SPANS),
                        outputs.contains(Output.METRICS),
                        (Duration) value(Setting.REAUTHENTICATION_TRACE_INTERVAL),
                        flag(Setting.CURRENT_SPAN)),
                patience(),
                listenerJar,
                flag(Setting.ERROR_DETAILS) ? ErrorDetails.FULL : ErrorDetails.SAFE);
    }

    private EnumSet<Output> outputs(String listenerJar) {
        EnumSet<Output> outputs = EnumSet.noneOf(Output.class);
        addIf(flag(Setting.TRACING), Output.SPANS, outputs);
        addIf(flag(Setting.METRICS), Output.METRICS, outputs);
        addIf(flag(Setting.FLIGHT), Output.FLIGHT_RECORDER, outputs);
        addIf(flag(Setting.LOG_EVENTS), Output.LOG_EVENTS, outputs);
        addIf(!listenerJar.isEmpty(), Output.LISTENERS, outputs);
        return outputs;
    }

    private EnumSet<Feature> features(EnumSet<Output> outputs) {
        EnumSet<Feature> features = EnumSet.noneOf(Feature.class);
        addIf(flag(Setting.REAUTHENTICATION), Feature.REAUTHENTICATION, features);
        addIf(!outputs.isEmpty(), Feature.RECORDING, features);
        addIf(flag(Setting.DIAGNOSIS), Feature.DIAGNOSIS, features);
        return features;
    }

    private static <E extends Enum<E>> void addIf(boolean wanted, E one, EnumSet<E> set) {
        if (wanted) {
            set.add(one);
        }
    }

    private Patience.Limits patience() {
        List<String> phrases = new ArrayList<>();
        for (Object phrase : (List<?>) value(Setting.CAPACITY_PHRASES)) {
            phrases.add((String) phrase);
        }
        Duration capacity = (Duration) value(Setting.CAPACITY_PATIENCE);
        Object other = value(Setting.PATIENCE);
        return other.equals(Value.AUTO)
                ? Patience.Limits.usual(phrases, capacity)
                : new Patience.Limits(phrases, capacity, (Duration) other);
    }

    /** The mistakes, one line each, for the operator. */
    public List<String> problems() {
        return problems;
    }

    private void split(String text) {
        for (String pair : text.split(";", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                arguments.put(pair.substring(0, equals).trim(), pair.substring(equals + 1));
            } else if (!pair.isBlank()) {
                problems.add("the agent's arguments are key=value;key=value, \"" + shown(pair) + "\" is none");
            }
        }
    }

    /** A switch, or a choice of two. */
    private boolean flag(Setting setting) {
        return (Boolean) value(setting);
    }

    private Object value(Setting setting) {
        String source = setting.key();
        String text = arguments.get(source);
        if (text == null) {
            source = setting.property();
            text = properties.getProperty(source);
        }
        if (text == null) {
            source = setting.variable();
            text = environment.get(source);
        }
        if (text == null) {
            return setting.value().parse(setting.defaultValue());
        }
        Object value = setting.value().parse(text.trim());
        if (value != null) {
            return value;
        }
        problems.add(source + " is " + setting.value().valid() + ", not \"" + shown(text.trim()) + "\""
                + didYouMean(setting.value().nearest(text.trim())) + "; the default " + setting.defaultValue()
                + " holds");
        return setting.value().parse(setting.defaultValue());
    }

    private void reportUnknown() {
        List<String> keys = new ArrayList<>();
        List<String> variables = new ArrayList<>();
        for (Setting setting : Setting.all()) {
            keys.add(setting.key());
            variables.add(setting.variable().substring(Setting.VARIABLE_PREFIX.length()));
        }
        for (String key : arguments.keySet()) {
            reportUnknown("", key, keys);
        }
        for (String name : properties.stringPropertyNames()) {
            if (name.startsWith(Setting.PROPERTY_PREFIX)) {
                reportUnknown("-D" + Setting.PROPERTY_PREFIX, name.substring(Setting.PROPERTY_PREFIX.length()), keys);
            }
        }
        for (String name : environment.keySet()) {
            if (name.startsWith(Setting.VARIABLE_PREFIX)) {
                reportUnknown(Setting.VARIABLE_PREFIX, name.substring(Setting.VARIABLE_PREFIX.length()), variables);
            }
        }
    }

    /** Compares names without their prefix, which would make every name look like every other. */
    private void reportUnknown(String prefix, String name, List<String> known) {
        if (!known.contains(name)) {
            String nearest = Nearest.of(name, known);
            problems.add("unknown setting " + shown(prefix + name)
                    + (nearest == null
                            ? "; there are " + prefix + String.join(", " + prefix, known)
                            : didYouMean(prefix + nearest)));
        }
    }

    private static String didYouMean(String nearest) {
        return nearest == null ? "" : " (did you mean " + nearest + "?)";
    }

    /** Shortens a text to one line: it may be a pasted secret or hold line breaks. */
    private static String shown(String text) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < text.length() && i < SHOWN; i++) {
            char c = text.charAt(i);
            line.append(Character.isISOControl(c) ? ' ' : c);
        }
        return text.length() > SHOWN ? line.append('…').toString() : line.toString();
    }
}
