package io.kafkalifeline.agent.sdk;

import io.kafkalifeline.agent.sdk.OtelSettings.Signal;
import io.kafkalifeline.log.Described;
import io.kafkalifeline.log.ForeignText;
import io.opentelemetry.common.ComponentLoader;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdkBuilder;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import io.opentelemetry.sdk.autoconfigure.spi.internal.DefaultConfigProperties;
import io.opentelemetry.sdk.common.export.HttpSender;
import io.opentelemetry.sdk.common.export.HttpSenderConfig;
import io.opentelemetry.sdk.common.export.HttpSenderProvider;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Makes the SDK of the settings that it accepts. It refuses the whole for the sake of a part; then each setting is tried, and
 * those with which it does not start are left out.
 */
final class SdkBuild {
    private static final String RETRY_DISABLED = "otel.java.exporter.otlp.retry.disabled";

    private static final Map<String, String> DEFAULTS = Map.of(
            "otel.exporter.otlp.protocol", "http/protobuf",
            "otel.metrics.exporter", "none",
            "otel.logs.exporter", "none");

    /** Without these, exports would go elsewhere, or to one who is not who the operator thinks. */
    private static final List<String> INDISPENSABLE =
            List.of("endpoint", "protocol", "certificate", "client.key", "exporter", OtelSettings.CONFIG_FILE);

    private final Map<Signal, Endpoint> endpoints;
    private final Consumer<AutoConfiguredOpenTelemetrySdkBuilder> customizer;

    /** @param customizer adds to each builder what does not depend on settings */
    SdkBuild(Map<Signal, Endpoint> endpoints, Consumer<AutoConfiguredOpenTelemetrySdkBuilder> customizer) {
        this.endpoints = endpoints;
        this.customizer = customizer;
    }

    /**
     * Makes it; what is left out is added to the settings' notes.
     *
     * @throws RuntimeException if the SDK does not start whatever is left out
     */
    OpenTelemetrySdk of(UsableSettings settings) {
        Map<String, String> held = withoutWhatWeDoNotUse(settings.held());
        try {
            return build(held);
        } catch (RuntimeException refused) {
            return ofWhatItAccepts(held, settings);
        }
    }

    private OpenTelemetrySdk ofWhatItAccepts(Map<String, String> held, UsableSettings settings) {
        Map<String, String> accepted = new HashMap<>(held);
        TreeSet<String> doubtful = new TreeSet<>(settings.held().keySet());
        doubtful.removeIf(
                name -> held.get(name) == null || INDISPENSABLE.stream().anyMatch(name::endsWith));
        doubtful.forEach(name -> accepted.put(name, null));
        // Where this throws, it is something that cannot be left out.
        OpenTelemetrySdk sdk = build(accepted);
        for (String name : doubtful) {
            accepted.put(name, held.get(name));
            try {
                OpenTelemetrySdk next = build(accepted);
                sdk.shutdown();
                sdk = next;
            } catch (RuntimeException refused) {
                accepted.put(name, null);
                settings.leftOut(name, explain(refused));
            }
        }
        return sdk;
    }

    private OpenTelemetrySdk build(Map<String, String> held) {
        ComponentLoader ours = ComponentLoader.forClassLoader(SdkBuild.class.getClassLoader());
        boolean retries = !"true".equalsIgnoreCase(held.get(RETRY_DISABLED));
        Map<String, String> overrides = new TreeMap<>(held);
        // Our own sender does that.
        overrides.put(RETRY_DISABLED, "true");
        AutoConfiguredOpenTelemetrySdkBuilder builder = AutoConfiguredOpenTelemetrySdk.builder()
                .setComponentLoader(new Senders(ours, endpoints, retries))
                .disableShutdownHook()
                .addPropertiesSupplier(() -> DEFAULTS)
                .addPropertiesCustomizer(config -> overrides);
        customizer.accept(builder);
        if (held.containsKey(OtelSettings.CONFIG_FILE)) {
            withoutFile(builder, DefaultConfigProperties.create(DEFAULTS, ours).withOverrides(overrides));
        }
        return builder.build().getOpenTelemetrySdk();
    }

    /** Autoconfigure reads the name of a configuration file from the environment, before anybody can change it. */
    private static void withoutFile(AutoConfiguredOpenTelemetrySdkBuilder builder, ConfigProperties config) {
        try {
            Method setConfig =
                    AutoConfiguredOpenTelemetrySdkBuilder.class.getDeclaredMethod("setConfig", ConfigProperties.class);
            setConfig.setAccessible(true);
            setConfig.invoke(builder, config);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Says why the SDK did not start. Autoconfigure's messages name the property and its value; a header's must not be
     * shown in any case.
     */
    static String explain(RuntimeException e) {
        ForeignText message = ForeignText.of(e);
        return message.contains("header")
                ? "OTEL_EXPORTER_OTLP_HEADERS is not a list of key=value pairs"
                : Described.briefly(e) + (e.getCause() == null ? "" : " (" + Described.briefly(e.getCause()) + ")");
    }

    /**
     * Leaves out what we would not use anyway: propagators, log exporters, other metric exporters than OTLP's. The
     * settings may be meant for the application's own SDK, and must not fail here for want of a jar that only the
     * application has.
     */
    private Map<String, String> withoutWhatWeDoNotUse(Map<String, String> settings) {
        Map<String, String> held = new HashMap<>(settings);
        held.put("otel.propagators", "none");
        held.put("otel.logs.exporter", "none");
        held.put("otel.metrics.exporter", endpoints.containsKey(Signal.METRICS) ? "otlp" : "none");
        held.put("otel.traces.exporter", endpoints.containsKey(Signal.TRACES) ? "otlp" : "none");
        return held;
    }

    /** Finds the SDK's components in our jar; its senders are {@linkplain WatchedSender watched}. */
    private static final class Senders implements ComponentLoader {
        private final ComponentLoader all;
        private final Map<Signal, Endpoint> endpoints;
        private final boolean retries;

        /** @param retries whether exports that fail are tried again */
        Senders(ComponentLoader all, Map<Signal, Endpoint> endpoints, boolean retries) {
            this.all = all;
            this.endpoints = endpoints;
            this.retries = retries;
        }

        @Override
        public <T> Iterable<T> load(Class<T> component) {
            if (component != HttpSenderProvider.class) {
                return all.load(component);
            }
            HttpSenderProvider jdk =
                    all.load(HttpSenderProvider.class).iterator().next();
            HttpSenderProvider watched = config -> watched(jdk.createSender(config), config);
            return List.of(component.cast(watched));
        }

        private HttpSender watched(HttpSender once, HttpSenderConfig config) {
            boolean metrics = !endpoints.containsKey(Signal.TRACES)
                    || (endpoints.containsKey(Signal.METRICS)
                            && config.getEndpoint().getPath().endsWith("/v1/metrics"));
            return new WatchedSender(
                    once, endpoints.get(metrics ? Signal.METRICS : Signal.TRACES), config.getTimeout(), retries);
        }
    }
}
