package io.kafkalifeline.agent.settings;

import io.kafkalifeline.session.Patience;
import io.kafkalifeline.weave.Feature;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * Reads the settings from, in order of strength, the agent's arguments, system properties and environment variables. A
 * mistake is a problem to report, never an error: the default is used in its place.
 */
public final class SettingsReader {
    private static final int SHOWN = 60;

    private final Properties properties;
    private final Map<String, String> environment;
    private final Map<String, String> arguments = new LinkedHashMap<>();
    private final List<Setting> known = Setting.all();
    private final List<String> problems = new ArrayList<>();

    /** @param arguments {@code key=value;key=value}, null for none */
    public SettingsReader(String arguments, Properties properties, Map<String, String> environment) {
        this.properties = properties;
        this.environment = environment;
        split(arguments == null ? "" : arguments);
    }

    /** The settings, with the problems noted. Called once. */
    public Settings read() {
        for (String key : arguments.keySet()) {
            reportUnknown(key, key, "");
        }
        for (String name : properties.stringPropertyNames()) {
            if (name.startsWith(Setting.PROPERTY_PREFIX)) {
                reportUnknown(name.substring(Setting.PROPERTY_PREFIX.length()), "-D" + name, Setting.PROPERTY_PREFIX);
            }
        }
        for (String name : environment.keySet()) {
            if (name.startsWith(Setting.VARIABLE_PREFIX) && !isVariable(name)) {
                problems.add(unknown(name, ""));
            }
        }
        EnumSet<Feature> features = EnumSet.noneOf(Feature.class);
        for (Feature feature : Feature.values()) {
            if ((Boolean) value(Setting.of(feature))) {
                features.add(feature);
            }
        }
        return new Settings(
                (Boolean) value(Setting.ENABLED),
                features,
                (Duration) value(Setting.REAUTHENTICATION_TRACE_INTERVAL),
                (Boolean) value(Setting.CURRENT_SPAN),
                patience(),
                (String) value(Setting.LISTENER_JAR),
                (Boolean) value(Setting.LOG_EVENTS));
    }

    private Patience.Limits patience() {
        List<String> phrases = new ArrayList<>();
        for (Object phrase : (List<?>) value(Setting.CAPACITY_PHRASES)) {
            phrases.add((String) phrase);
        }
        return new Patience.Limits(
                phrases, (Duration) value(Setting.CAPACITY_PATIENCE), (Duration) value(Setting.PATIENCE));
    }

    /** One line each, for the operator. */
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
        problems.add(source + " is " + setting.value().valid() + ", not \"" + shown(text.trim()) + "\"; using "
                + setting.defaultValue());
        return setting.value().parse(setting.defaultValue());
    }

    private void reportUnknown(String key, String name, String prefix) {
        for (Setting setting : known) {
            if (setting.key().equals(key)) {
                return;
            }
        }
        problems.add(unknown(name, prefix));
    }

    private String unknown(String name, String prefix) {
        StringBuilder line =
                new StringBuilder("unknown setting ").append(shown(name)).append(" ignored; there are");
        String separator = " ";
        for (Setting setting : known) {
            line.append(separator)
                    .append(name.startsWith(Setting.VARIABLE_PREFIX) ? setting.variable() : prefix + setting.key());
            separator = ", ";
        }
        return line.toString();
    }

    private boolean isVariable(String name) {
        for (Setting setting : known) {
            if (setting.variable().equals(name)) {
                return true;
            }
        }
        return false;
    }

    /** A mistake may be a pasted secret or carry line breaks: one short line is enough to recognise it. */
    private static String shown(String text) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < text.length() && i < SHOWN; i++) {
            char c = text.charAt(i);
            line.append(Character.isISOControl(c) ? ' ' : c);
        }
        return text.length() > SHOWN ? line.append('…').toString() : line.toString();
    }
}
