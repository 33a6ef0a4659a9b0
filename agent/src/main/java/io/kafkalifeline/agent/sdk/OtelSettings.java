package io.kafkalifeline.agent.sdk;

import io.kafkalifeline.log.SecretShapes;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What the operator's {@code OTEL_*} variables and {@code otel.*} properties ask for. The SDK reads the same settings
 * itself; this class knows them before the SDK is even loaded.
 */
final class OtelSettings {
    /** Traces or metrics: a kind of telemetry, as OpenTelemetry calls it, with settings of its own. */
    enum Signal {
        TRACES("traces"),
        METRICS("metrics");

        private final String id;

        Signal(String id) {
            this.id = id;
        }

        /** The setting that names its exporters. */
        String exporter() {
            return "otel." + id + ".exporter";
        }

        /** The settings that say {@code what} of its OTLP exporter, the strongest first. */
        List<String> otlp(String what) {
            return List.of("otel.exporter.otlp." + id + "." + what, "otel.exporter.otlp." + what);
        }
    }

    /** Names a file that we do not read. */
    static final String CONFIG_FILE = "otel.config.file";

    private static final String DISABLED = "otel.sdk.disabled";

    private final Map<String, String> environment;
    private final Properties properties;

    /** Reads the properties at each question, because an application may set them in its main method. */
    OtelSettings(Map<String, String> environment, Properties properties) {
        this.environment = environment;
        this.properties = properties;
    }

    /** Whether the operator wants no telemetry at all. */
    boolean disabled() {
        return "true".equalsIgnoreCase(get(DISABLED));
    }

    /** The setting that {@link #disabled} has read, as the operator wrote it. */
    String disabledAsWritten() {
        return asWritten(DISABLED);
    }

    /** Whether the operator wants no traces. */
    boolean tracesOff() {
        return "none".equalsIgnoreCase(get(Signal.TRACES.exporter()));
    }

    /** Whether metrics go to a collector; unlike traces they must be asked for by name. */
    boolean asksForMetrics() {
        String exporters = get(Signal.METRICS.exporter());
        return exporters != null
                && Arrays.stream(exporters.split(",")).map(String::strip).anyMatch("otlp"::equalsIgnoreCase);
    }

    /** Whether anything says that traces shall go somewhere. */
    boolean asksForTraces() {
        return get(Signal.TRACES.exporter()) != null
                || get(CONFIG_FILE) != null
                || environment.entrySet().stream()
                        .anyMatch(
                                e -> isOtlp(e.getKey().toLowerCase(Locale.ROOT).replace('_', '.'), e.getValue()))
                || properties.stringPropertyNames().stream()
                        .anyMatch(name -> isOtlp(name, properties.getProperty(name)));
    }

    /** Every setting of OpenTelemetry's that the operator has made, by its property's name; null where it is blank. */
    SortedMap<String, String> all() {
        SortedMap<String, String> all = new TreeMap<>();
        Stream<String> variables = environment.keySet().stream()
                .map(name -> name.toLowerCase(Locale.ROOT).replace('_', '.'));
        Stream.concat(variables, properties.stringPropertyNames().stream())
                .filter(name -> name.startsWith("otel."))
                .forEach(name -> all.put(name, get(name)));
        return all;
    }

    /**
     * Returns a setting with its value as it may be seen: {@code OTEL_TRACES_EXPORTER=zipkin}. Headers hold keys, by any name.
     */
    String asWritten(String property) {
        return nameOf(property) + "=" + (property.endsWith("headers") ? "***" : SecretShapes.mask(get(property)));
    }

    /** Returns the name as the operator wrote it: the property where that is set, else the environment variable. */
    String nameOf(String property) {
        return blankToNull(properties.getProperty(property)) != null ? "-D" + property : variable(property);
    }

    /** Returns the first of these settings that the operator has made; null where there is none. */
    String first(List<String> names) {
        return names.stream().filter(name -> get(name) != null).findFirst().orElse(null);
    }

    /** Returns the value of a setting; null where it is blank or not made. */
    String get(String property) {
        String value = blankToNull(properties.getProperty(property));
        return value != null ? value : blankToNull(environment.get(variable(property)));
    }

    private static String variable(String property) {
        return property.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    private static boolean isOtlp(String property, String value) {
        return property.startsWith("otel.exporter.otlp.")
                && !property.startsWith("otel.exporter.otlp.metrics.")
                && !property.startsWith("otel.exporter.otlp.logs.")
                && blankToNull(value) != null;
    }

    private static String blankToNull(String value) {
        return value == null || value.isBlank() ? null : value.strip();
    }
}
