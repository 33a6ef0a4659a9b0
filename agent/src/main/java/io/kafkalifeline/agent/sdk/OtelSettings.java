package io.kafkalifeline.agent.sdk;

import io.kafkalifeline.log.SecretShapes;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;

/**
 * What the operator's {@code OTEL_*} variables and {@code otel.*} properties ask for, and whether we can do it. The
 * SDK reads the same settings itself; this class knows what to tell the operator before the SDK is even loaded.
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

        private String exporter() {
            return "otel." + id + ".exporter";
        }

        private List<String> otlp(String what) {
            return List.of("otel.exporter.otlp." + id + "." + what, "otel.exporter.otlp." + what);
        }
    }

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
                && Arrays.stream(exporters.split(",")).map(String::strip).anyMatch("otlp"::equals);
    }

    /** Whether anything says that traces shall go somewhere. */
    boolean asksForTraces() {
        return get(Signal.TRACES.exporter()) != null
                || get("otel.config.file") != null
                || environment.entrySet().stream()
                        .anyMatch(
                                e -> isOtlp(e.getKey().toLowerCase(Locale.ROOT).replace('_', '.'), e.getValue()))
                || properties.stringPropertyNames().stream()
                        .anyMatch(name -> isOtlp(name, properties.getProperty(name)));
    }

    /** Says what the operator has to correct: the setting, its value and the valid ones; null where all is well. */
    String problem(Signal signal) {
        String exporters = get(signal.exporter());
        // A second exporter for metrics, such as prometheus, is the application's affair.
        if (signal == Signal.TRACES
                && exporters != null
                && !Arrays.stream(exporters.split(",")).map(String::strip).allMatch("otlp"::equals)) {
            return asWritten(signal.exporter()) + " is not one of: otlp, none";
        }
        String protocol = first(signal.otlp("protocol"));
        if (protocol != null && !"http/protobuf".equals(get(protocol))) {
            return asWritten(protocol) + " is not one of: http/protobuf (collectors take it on port 4318)";
        }
        String endpoint = first(signal.otlp("endpoint"));
        if (endpoint != null && !isHttpUrl(get(endpoint))) {
            return asWritten(endpoint) + " is not an http:// or https:// URL";
        }
        return null;
    }

    /** Where a signal goes to, for messages. */
    String endpoint(Signal signal) {
        String endpoint = first(signal.otlp("endpoint"));
        return endpoint == null ? "http://localhost:4318" : SecretShapes.mask(get(endpoint));
    }

    private String asWritten(String property) {
        return nameOf(property) + "=" + SecretShapes.mask(get(property));
    }

    /** Returns the name as the operator wrote it: the property where that is set, else the environment variable. */
    private String nameOf(String property) {
        return blankToNull(properties.getProperty(property)) != null ? "-D" + property : variable(property);
    }

    private String first(List<String> names) {
        return names.stream().filter(name -> get(name) != null).findFirst().orElse(null);
    }

    private String get(String property) {
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

    private static boolean isHttpUrl(String value) {
        try {
            URI uri = new URI(value);
            return uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()));
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static String blankToNull(String value) {
        return value == null || value.isBlank() ? null : value.strip();
    }
}
