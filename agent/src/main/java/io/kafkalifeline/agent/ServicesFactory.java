package io.kafkalifeline.agent;

import io.kafkalifeline.agent.listener.Listeners;
import io.kafkalifeline.agent.sdk.Telemetry;
import io.kafkalifeline.agent.settings.Settings;
import io.kafkalifeline.flight.FlightSink;
import io.kafkalifeline.init.InitSink;
import io.kafkalifeline.init.InitSinks;
import io.kafkalifeline.session.Patience;
import io.kafkalifeline.weave.Feature;
import io.kafkalifeline.weave.Services;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * Makes the services for the hooks of one kafka-clients, from the features that are on there. A class, because premain
 * has no time for lambdas.
 */
final class ServicesFactory implements BiFunction<Set<Feature>, ClassLoader, Services> {
    private final Settings settings;

    ServicesFactory(Settings settings) {
        this.settings = settings;
    }

    @Override
    public Services apply(Set<Feature> features, ClassLoader kafka) {
        return new LibraryServices(features, sink(features, kafka), settings.patience());
    }

    private InitSink sink(Set<Feature> features, ClassLoader kafka) {
        if (!features.contains(Feature.RECORDING)) {
            return initialisation -> {};
        }
        InitSink telemetry =
                Telemetry.initSink(settings.reauthenticationTraceInterval(), settings.currentSpanIsParent(), kafka);
        InitSink sink = InitSinks.both(telemetry, new FlightSink());
        InitSink listeners = Listeners.sink(settings.listenerJar(), settings.jsonEvents(), Telemetry.counts());
        return listeners == null ? sink : InitSinks.both(sink, listeners);
    }

    private static final class LibraryServices implements Services {
        private final Set<Feature> features;
        private final InitSink sink;
        private final Patience.Limits patience;

        LibraryServices(Set<Feature> features, InitSink sink, Patience.Limits patience) {
            this.features = features;
            this.sink = sink;
            this.patience = patience;
        }

        @Override
        public Set<Feature> features() {
            return features;
        }

        @Override
        public InitSink initSink() {
            return sink;
        }

        @Override
        public Patience.Limits patience() {
            return patience;
        }
    }
}
