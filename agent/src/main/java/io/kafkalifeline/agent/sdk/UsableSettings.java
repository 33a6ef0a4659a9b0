package io.kafkalifeline.agent.sdk;

import io.kafkalifeline.agent.sdk.OtelSettings.Signal;
import io.kafkalifeline.log.SecretShapes;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * What of the operator's settings we can do: what is understood is used, and of the rest it is known what to tell. It is
 * found out before the SDK is loaded, which would refuse the whole for the sake of a part. Pure; reads the settings once.
 */
final class UsableSettings {
    private static final String OTLP = "otlp";
    private static final String NONE = "none";
    private static final String PROTOCOL = "http/protobuf";
    private static final String SAMPLER = "otel.traces.sampler";
    private static final String SAMPLER_ARGUMENT = "otel.traces.sampler.arg";
    private static final String EVERY_SPAN = "parentbased_always_on";
    private static final Set<String> SAMPLERS = Set.of(
            "always_on",
            "always_off",
            "traceidratio",
            EVERY_SPAN,
            "parentbased_always_off",
            "parentbased_traceidratio");

    private final OtelSettings settings;
    private final Map<String, String> held = new HashMap<>();
    private final List<String> notes = new ArrayList<>();
    private final Map<Signal, String> problems = new EnumMap<>(Signal.class);
    private final Map<Signal, Endpoint> endpoints = new EnumMap<>(Signal.class);

    /** @param wanted the signals that shall be exported; the settings of others are of no interest */
    UsableSettings(OtelSettings settings, Set<Signal> wanted) {
        this.settings = settings;
        held.putAll(settings.all());
        for (Signal signal : wanted) {
            String problem = exporter(signal);
            if (problem == null) {
                problem = endpoint(signal);
            }
            if (problem == null) {
                protocol(signal);
                pairs(signal.otlp("headers"), KeyValues::headers);
            } else {
                problems.put(signal, problem);
                endpoints.remove(signal);
            }
        }
        pairs(List.of("otel.resource.attributes"), KeyValues::attributes);
        if (wanted.contains(Signal.TRACES)) {
            sampler();
        }
        if (settings.get(OtelSettings.CONFIG_FILE) != null) {
            held.put(OtelSettings.CONFIG_FILE, null);
            note(settings.asWritten(OtelSettings.CONFIG_FILE) + " is not read, other settings are");
        }
    }

    /** Says why a signal stays off: the setting, its value and the valid ones; null where it does not. */
    String problem(Signal signal) {
        return problems.get(signal);
    }

    /** The signals that can be exported, with where to. */
    Map<Signal, Endpoint> endpoints() {
        return endpoints;
    }

    /** The operator's settings as they hold; null for one that does not. */
    Map<String, String> held() {
        return held;
    }

    /** Of each setting that is not used as it is, what is done. */
    List<String> notes() {
        return notes;
    }

    /** The SDK does not start with a setting, for a reason that it has told. */
    void leftOut(String name, String reason) {
        note(settings.asWritten(name) + " is left out: " + reason);
    }

    private String exporter(Signal signal) {
        // A second exporter for metrics, such as prometheus, is the application's affair.
        String written = signal == Signal.TRACES ? settings.get(signal.exporter()) : null;
        if (written == null) {
            return null;
        }
        Set<String> exporters = Arrays.stream(written.toLowerCase(Locale.ROOT).split(",", -1))
                .map(String::strip)
                .filter(exporter -> !exporter.isEmpty())
                .collect(Collectors.toSet());
        String unknown = settings.asWritten(signal.exporter()) + " is not one of: otlp, none";
        if (exporters.contains(NONE)
                || (!exporters.contains(OTLP) && settings.first(signal.otlp("endpoint")) == null)) {
            return unknown;
        }
        if (exporters.size() > 1 || !exporters.contains(OTLP)) {
            note(unknown + "; otlp is used");
        }
        held.put(signal.exporter(), OTLP);
        return null;
    }

    private void protocol(Signal signal) {
        String name = settings.first(signal.otlp("protocol"));
        if (name != null && !PROTOCOL.equals(settings.get(name))) {
            note(settings.asWritten(name)
                    + " is not one of: http/protobuf (collectors take it on port 4318); it is used");
            held.put(name, PROTOCOL);
        }
    }

    private String endpoint(Signal signal) {
        String problem = null;
        for (String name : signal.otlp("endpoint")) {
            String written = settings.get(name);
            if (written == null) {
                continue;
            }
            String meant = EndpointUrl.meant(written);
            boolean secrets = settings.first(signal.otlp("headers")) != null;
            if (meant == null || (secrets && !EndpointUrl.hasScheme(written))) {
                problem = settings.asWritten(name) + " is not an http:// or https:// URL";
                held.put(name, null);
                continue;
            }
            if (problem != null) {
                note(problem);
            }
            use(signal, name, written, meant);
            return null;
        }
        if (problem == null) {
            if (onlyTheFileAsks(signal)) {
                return settings.asWritten(OtelSettings.CONFIG_FILE)
                        + " is not read; say where, for example OTEL_EXPORTER_OTLP_ENDPOINT=http://localhost:4318";
            }
            endpoints.put(signal, new Endpoint(EndpointUrl.parse("http://localhost:4318")));
        }
        return problem;
    }

    private void use(Signal signal, String name, String written, String meant) {
        URI url = EndpointUrl.parse(meant);
        if (!meant.equals(written)) {
            held.put(name, meant);
            note(settings.asWritten(name) + " is not an http:// or https:// URL; " + SecretShapes.mask(meant)
                    + " is used");
        }
        if (url.getPort() == GrpcPort.USUAL) {
            note(settings.asWritten(name) + " is the port for gRPC: " + GrpcPort.advice(url));
        }
        endpoints.put(signal, new Endpoint(url));
    }

    private boolean onlyTheFileAsks(Signal signal) {
        return signal == Signal.TRACES
                && settings.get(OtelSettings.CONFIG_FILE) != null
                && settings.get(signal.exporter()) == null;
    }

    private void pairs(List<String> names, UnaryOperator<String> wellFormed) {
        for (String name : names) {
            String written = settings.get(name);
            if (written != null
                    && !written.replace(" ", "")
                            .equals(wellFormed.apply(written).replace(" ", ""))) {
                held.put(name, wellFormed.apply(written));
                note(settings.nameOf(name) + " is not a list of key=value pairs; what is one is used");
            }
        }
    }

    private void sampler() {
        String sampler = settings.get(SAMPLER);
        if (sampler == null) {
            return;
        }
        String known = sampler.toLowerCase(Locale.ROOT);
        if (!SAMPLERS.contains(known)) {
            note(settings.asWritten(SAMPLER) + " is unknown here; parentbased_always_on is used");
            known = EVERY_SPAN;
        }
        held.put(SAMPLER, known);
        String argument = settings.get(SAMPLER_ARGUMENT);
        if (known.endsWith("ratio") && argument != null && !isRatio(argument)) {
            note(settings.asWritten(SAMPLER_ARGUMENT) + " is not a number from 0 to 1; 1 is used");
            held.put(SAMPLER_ARGUMENT, "1");
        }
    }

    private static boolean isRatio(String text) {
        try {
            double ratio = Double.parseDouble(text);
            return ratio >= 0 && ratio <= 1;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private void note(String note) {
        if (!notes.contains(note)) {
            notes.add(note);
        }
    }
}
