package io.kafkalifeline.agent;

import io.kafkalifeline.agent.listener.Listeners;
import io.kafkalifeline.agent.sdk.Telemetry;
import io.kafkalifeline.agent.settings.Output;
import io.kafkalifeline.agent.settings.Settings;
import io.kafkalifeline.flight.FlightSink;
import io.kafkalifeline.init.ConnectionCounts;
import io.kafkalifeline.init.InitSink;
import io.kafkalifeline.init.InitSinks;
import io.kafkalifeline.init.StartContext;
import io.kafkalifeline.session.Patience;
import io.kafkalifeline.telemetry.Drops;
import io.kafkalifeline.telemetry.TelemetrySettings;
import io.kafkalifeline.weave.Feature;
import io.kafkalifeline.weave.Services;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * Makes the services for the hooks of one kafka-clients, from the features that are on there and the outputs that the
 * operator wants. It is a class and no lambda, because the first lambda of a JVM delays its start.
 */
final class ServicesFactory implements BiFunction<Set<Feature>, ClassLoader, Services> {
    private final Settings settings;

    ServicesFactory(Settings settings) {
        this.settings = settings;
    }

    @Override
    public Services apply(Set<Feature> features, ClassLoader kafka) {
        LibraryServices services = new LibraryServices(features, settings.patience());
        if (features.contains(Feature.RECORDING)) {
            connectOutputs(services, kafka);
        }
        return services;
    }

    private void connectOutputs(LibraryServices services, ClassLoader kafka) {
        List<InitSink> sinks = new ArrayList<>();
        TelemetrySettings telemetrySettings = settings.telemetry();
        if (telemetrySettings.anything()) {
            Telemetry telemetry = Telemetry.of(telemetrySettings, kafka);
            sinks.add(telemetry.sink());
            services.startContext = telemetry.startContext();
            services.connectionCounts = telemetry.counts();
        }
        if (settings.outputs().contains(Output.FLIGHT_RECORDER)) {
            sinks.add(new FlightSink());
        }
        boolean lines = settings.outputs().contains(Output.LOG_EVENTS);
        if (lines || settings.outputs().contains(Output.LISTENERS)) {
            sinks.add(Listeners.sink(settings.listenerJar(), lines, Drops.OF_JVM));
        }
        services.initSink = InitSinks.all(sinks);
    }

    private static final class LibraryServices implements Services {
        private final Set<Feature> features;
        private final Patience.Limits patience;
        private InitSink initSink = InitSinks.all(List.of());
        private ConnectionCounts connectionCounts = ConnectionCounts.NONE;
        private StartContext startContext = StartContext.NONE;

        LibraryServices(Set<Feature> features, Patience.Limits patience) {
            this.features = features;
            this.patience = patience;
        }

        @Override
        public Set<Feature> features() {
            return features;
        }

        @Override
        public Patience.Limits patience() {
            return patience;
        }

        @Override
        public InitSink initSink() {
            return initSink;
        }

        @Override
        public ConnectionCounts connectionCounts() {
            return connectionCounts;
        }

        @Override
        public StartContext startContext() {
            return startContext;
        }
    }
}
